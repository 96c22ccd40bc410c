// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.Functions;
import io.tidemill.PlanException;
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.ValueFailures;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.plan.expr.Expr;
import io.tidemill.testkit.ChunkMaker;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowsOfChunk;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.concat;
import static io.tidemill.Functions.dateAdd;
import static io.tidemill.Functions.dateTrunc;
import static io.tidemill.Functions.greatest;
import static io.tidemill.Functions.least;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.nullif;
import static io.tidemill.Functions.replace;
import static io.tidemill.Functions.splitIndex;
import static io.tidemill.Functions.substring;
import static io.tidemill.Functions.when;
import static org.assertj.core.api.Assertions.assertThat;

/// Every operation on every pair of types, columns and constants, is refused while the plan is made, or runs and gives what SQL
/// says, in the type that the plan said.
class TypeMatrixTest {
    private static final int ROWS = 67;
    private static final long SEED = 8;
    private static final List<Type> TYPES = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.BINARY, Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE,
            Type.TIME, Type.decimal(9, 2), Type.decimal(18, 6), Type.decimal(18, 0), Type.decimal(38, 10),
            Type.decimal(20, 0), Type.decimal(25, 25), Type.OBJECT);
    private static final List<Object> CONSTANTS = List.of(true, false, (byte) -3, (short) 300, 0, 7, Integer.MIN_VALUE,
            0L, -1L, Long.MAX_VALUE, 0.5f, Float.NaN, -0.0, 2.5, 1e300, "", "tide", "-7", "2.5e3", "2024-02-29",
            Instant.ofEpochSecond(1_700_000_000),
            LocalDate.of(1969, 7, 20), LocalDateTime.of(2024, 2, 29, 23, 59), LocalTime.of(22, 13, 20),
            new BigDecimal("2.50"), new BigDecimal("-123456789012.345678"), new BigDecimal("0.000000000000000001"),
            new BigDecimal("12345678901234567890123456789.123456789"),
            "22:13:20.25", "-1234567.8951", "1e-3", new byte[0], new byte[]{-1, 0, 127, -128},
            new byte[]{'t', 'i', 'd', 'e'});
    /// For each type a column that may be null, then one that may not.
    private static final Schema SCHEMA = new Schema(TYPES.stream()
            .flatMap(type -> Stream.of(Field.nullable("maybe " + type, type), Field.of("plain " + type, type)))
            .toList());

    private static final List<Forge> FORGES = Forge.hasVectors()
            ? List.of(Forge.scalarOnly(), Forge.vectorAtOnce())
            : List.of(Forge.scalarOnly());

    private final MemoryBudget budget = MemoryBudget.limited("matrix", 1 << 26);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ChunkMaker chunks = new ChunkMaker(budget, SCHEMA, ROWS, RandomRows.of(SCHEMA).withOddFloats(),
            random);
    private final Selection selection = new Selection(budget, ROWS, (bits, bitRows, numbers) -> FORGES.getFirst()
            .kernel(Selections.select())
            .current()
            .apply(bits, 0, numbers, bitRows));
    private final Chunk chunk = chunks.lay(rows(), false);
    private final List<TestRow> rows = RowsOfChunk.read(chunk);
    private final List<String> offences = new ArrayList<>();
    private int ran;
    private int refused;

    private List<TestRow> rows() {
        RandomRows maker = RandomRows.of(SCHEMA).withOddFloats();
        return IntStream.range(0, ROWS).mapToObj(row -> maker.next(random)).toList();
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(offences).isEmpty();
    }

    @AfterEach
    void allMemoryIsGivenBack() {
        selection.close();
        chunks.close();
        assertThat(budget.usedBytes()).isZero();
        budget.close();
    }

    @Test
    void arithmeticRunsOrIsRefused() {
        for (ArithmeticOperator operator : ArithmeticOperator.values()) {
            pairs((left, right) -> new Expr.Arithmetic(operator, left, right));
        }
        assertThat(ran).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void comparisonsRunOrAreRefused() {
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            pairs((left, right) -> new Expr.Comparison(operator, left, right));
        }
        assertThat(ran).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void conditionsRunOrAreRefused() {
        pairs(Expr.And::new);
        pairs(Expr.Or::new);
        operands("maybe ").forEach(operand -> {
            check(operand.not());
            check(operand.isNull());
            check(operand.isNotNull());
        });
        assertThat(ran).isGreaterThan(20);
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void choicesRunOrAreRefused() {
        Expr condition = col("maybe int32").gt(3);
        pairs((left, right) -> when(condition, left).otherwise(right));
        pairs((left, right) -> when(condition, left).when(right.isNull(), right));
        pairs((left, right) -> coalesce(left, right));
        pairs((left, right) -> coalesce(right, left));
        pairs((left, right) -> nullif(left, right));
        pairs((left, right) -> left.in(right, left));
        pairs((left, right) -> left.between(right, right));
        assertThat(ran).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void functionsRunOrAreRefused() {
        List<UnaryOperator<Expr>> functions = List.of(Functions::abs, Functions::floor, Functions::ceil,
                Functions::round, Functions::sqrt, Functions::exp, Functions::log, Functions::log10, Functions::length,
                Functions::upper, Functions::lower, Functions::trim, Functions::ltrim, Functions::rtrim,
                text -> substring(text, -3, 2), text -> splitIndex(text, "e", 1), text -> replace(text, "e", "é"),
                text -> text.startsWith("t"), text -> text.endsWith("e"), text -> text.contains("d"),
                text -> text.like("%i_e%"), Functions::year, Functions::month, Functions::dayOfMonth,
                Functions::dayOfWeek, Functions::hour, Functions::minute, Functions::second,
                time -> dateTrunc("hour", time), time -> dateTrunc("WEEK", time), time -> dateAdd(time, 40));
        for (UnaryOperator<Expr> function : functions) {
            operands("maybe ").forEach(operand -> check(function.apply(operand)));
            operands("plain ").forEach(operand -> check(function.apply(operand)));
        }
        assertThat(ran).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void functionsOfSeveralValuesRunOrAreRefused() {
        pairs(Functions::pow);
        pairs(Functions::dateAdd);
        pairs(Functions::dateDiff);
        pairs((left, right) -> concat(left, right, left));
        pairs((left, right) -> greatest(left, right));
        pairs((left, right) -> least(right, left));
        assertThat(ran).isGreaterThan(500);
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void castsRunOrAreRefused() {
        List<Type> targets = new ArrayList<>(TYPES);
        targets.add(Type.listOf(Type.INT32));
        for (Type target : targets) {
            operands("maybe ").forEach(operand -> check(operand.cast(target)));
            operands("plain ").forEach(operand -> check(operand.cast(target)));
        }
        assertThat(ran).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    private void pairs(BiFunction<Expr, Expr, Expr> operation) {
        operands("maybe ").forEach(left -> operands("plain ").forEach(right -> check(operation.apply(left, right))));
    }

    /// A column of each type, and constants.
    private static Stream<Expr> operands(String columns) {
        return Stream.concat(TYPES.stream().map(type -> col(columns + type)),
                CONSTANTS.stream().map(value -> lit(value)));
    }

    private void check(Expr expression) {
        Bound bound;
        try {
            bound = new Binder(SCHEMA, "matrix", new Site("select", "Matrix.java:1")).bind(expression);
        } catch (PlanException message) {
            assertThat(message).hasMessageContaining("[select at Matrix.java:1]");
            refused++;
            return;
        }
        ran++;
        try {
            runs(bound);
        } catch (AssertionError | RuntimeException wrong) {
            offences.add("%s, seed %d: %s".formatted(bound, SEED, wrong));
        }
    }

    private void runs(Bound bound) {
        List<Object> expected = new ArrayList<>();
        rows.forEach(row -> expected.add(NaiveExpression.evaluate(bound, row)));
        for (Forge forge : FORGES) {
            assertThat(column(bound, forge)).isEqualTo(expected);
            if (bound.type().equals(Type.BOOL)) {
                assertThat(selected(bound, forge)).as("where")
                        .isEqualTo(IntStream.range(0, ROWS)
                                .filter(row -> Boolean.TRUE.equals(expected.get(row)))
                                .boxed()
                                .toList());
            }
        }
    }

    private List<Object> column(Bound bound, Forge forge) {
        try (ColumnProgram program = new ColumnProgram(List.of(bound), forge, budget, ROWS,
                ValueFailures.nulls("test"))) {
            program.run(chunk);
            Column column = program.column(0);
            assertThat(column.type()).isEqualTo(bound.type());
            Chunk result = new Chunk(Schema.of(new Field("result", bound.type(), bound.nullable())));
            result.rows(ROWS);
            result.column(0).set(column, 0);
            List<Object> values = new ArrayList<>();
            RowsOfChunk.read(result).forEach(row -> values.add(row.get(0)));
            if (!bound.nullable()) {
                assertThat(values).doesNotContainNull();
            }
            return values;
        }
    }

    private List<Integer> selected(Bound bound, Forge forge) {
        try (PredicateProgram program = new PredicateProgram(bound, forge, budget, ROWS, ValueFailures.nulls("test"))) {
            int count = program.select(chunk, selection);
            return IntStream.range(0, count).mapToObj(selection::rowAt).toList();
        }
    }
}
