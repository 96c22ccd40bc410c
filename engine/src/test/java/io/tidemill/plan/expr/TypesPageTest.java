// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tidemill.PlanException;
import io.tidemill.codec.Encodings;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.arrow.ArrowTypes;
import io.tidemill.operator.ValueFailures;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.Site;
import io.tidemill.testkit.RowsOfChunk;

import static org.assertj.core.api.Assertions.assertThat;

/// The tables of docs/types.md say what the code does.
class TypesPageTest {
    private static final Path PAGE = Path.of(System.getProperty("tidemill.root", ".."), "docs", "types.md");
    private static final String REFUSED = "–";
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+), ?(\\d+)\\)");
    private static final List<Type> TYPES = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.BINARY, Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE,
            Type.TIME);
    private static final List<Type> NUMBERS = TYPES.stream().filter(Type::isNumeric).toList();

    /// Each table by its heading and its number under it; the first row is that of the columns' names.
    private static final Map<String, List<List<String>>> TABLES = new LinkedHashMap<>();

    /// Every Java type that has a column of its own.
    @SuppressWarnings("ArrayRecordComponent") // it is one of them
    record Everything(boolean a, Boolean b, byte c, Byte d, short e, Short f, int g, Integer h, long i, Long j, float k,
            Float l, double m, Double n, String o, Instant p, LocalDate q, byte[] r, LocalDateTime s, LocalTime t) {}

    @BeforeAll
    static void readPage() throws IOException {
        String heading = "";
        List<List<String>> table = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            }
            if (!line.startsWith("|")) {
                table = new ArrayList<>();
            } else if (!line.startsWith("|-")) {
                if (table.isEmpty()) {
                    long before = count(heading);
                    TABLES.put(heading + " " + (before + 1), table);
                }
                table.add(cells(line));
            }
        }
    }

    private static long count(String heading) {
        return TABLES.keySet().stream().filter(name -> name.startsWith(heading + " ")).count();
    }

    private static List<String> cells(String line) {
        String[] cells = line.substring(1).split("\\|");
        return Stream.of(cells).map(cell -> cell.replace("`", "").strip()).toList();
    }

    private static List<List<String>> table(String name) {
        return Objects.requireNonNull(TABLES.get(name), name);
    }

    private static List<List<String>> rows(String name) {
        List<List<String>> table = table(name);
        return table.subList(1, table.size());
    }

    private static Type type(String name) {
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            return Type.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return TYPES.stream().filter(type -> type.toString().equals(name)).findFirst().orElseThrow();
    }

    private static String text(Optional<Type> type) {
        return type.map(Type::toString).orElse(REFUSED);
    }

    @Test
    void everyTypeOfColumnIsListedWithItsJavaAndArrowTypes() {
        Map<String, List<String>> javaTypes = new LinkedHashMap<>();
        Schema schema = Encodings.of(Everything.class).schema();
        RecordComponent[] components = Everything.class.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            javaTypes.computeIfAbsent(schema.field(i).type().toString(), name -> new ArrayList<>())
                    .add(components[i].getType().getSimpleName());
        }
        List<List<String>> expected = new ArrayList<>();
        for (Type type : TYPES) {
            Schema one = Schema.of(Field.of("x", type));
            expected.add(List.of(type.toString(), String.join(", ", javaTypes.get(type.toString())),
                    ArrowTypes.toArrow(one).getFields().getFirst().getType().toString()));
        }
        List<List<String>> rows = rows("Columns 1");
        assertThat(rows.subList(0, TYPES.size()).stream().map(row -> List.of(row.get(0), row.get(2), row.get(3))))
                .isEqualTo(expected);
        assertThat(rows.getLast().getFirst()).isEqualTo(Type.OBJECT.toString());
        assertThat(rows).hasSize(Type.Kind.values().length);
    }

    @Test
    void numbersMeetWhereThePageSays() {
        List<List<String>> expected = new ArrayList<>();
        for (Type left : NUMBERS) {
            List<String> row = new ArrayList<>(List.of(left.toString()));
            for (Type right : NUMBERS) {
                Optional<Type> common = TypeRules.common(left, right);
                row.add(text(common));
                for (ArithmeticOperator operator : ArithmeticOperator.values()) {
                    Optional<Type> result = switch (operator) {
                        case PLUS, MINUS, TIMES, MOD -> common;
                        case DIVIDE -> Optional.of(Type.FLOAT64);
                        case DIV -> common.filter(Type::isInteger);
                    };
                    assertThat(TypeRules.arithmetic(operator, left, right)).isEqualTo(result);
                }
            }
            expected.add(row);
        }
        assertThat(rows("Arithmetic 1")).isEqualTo(expected);
    }

    @Test
    void typesAreComparedWhereThePageSays() {
        Map<String, List<String>> page = new LinkedHashMap<>();
        rows("Comparisons and conditions 1").forEach(row -> page.put(row.getFirst(), row.subList(1, 3)));
        for (Type left : TYPES) {
            for (Type right : TYPES) {
                List<String> answers = Stream.of(ComparisonOperator.EQ, ComparisonOperator.LT)
                        .map(operator -> binds(operator, left, right) ? "yes" : "no")
                        .toList();
                assertThat(answers).as("%s with %s", left, right).isEqualTo(page.get(pair(left, right)));
            }
        }
    }

    private static String pair(Type left, Type right) {
        if (left.isNumeric() && right.isNumeric()) {
            return "numbers with numbers";
        }
        for (Type moment : List.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ)) {
            List<Type> times = List.of(moment, Type.DATE);
            if (times.contains(left) && times.contains(right)) {
                return left.equals(right) && left.equals(Type.DATE)
                        ? "timestamp, date with either"
                        : moment + ", date with either";
            }
        }
        return left.equals(right) ? left + " with " + right : "anything else";
    }

    private static boolean binds(ComparisonOperator operator, Type left, Type right) {
        Schema schema = Schema.of(Field.of("left", left), Field.of("right", right));
        Expr comparison = new Expr.Comparison(operator, new Expr.Column("left"), new Expr.Column("right"));
        try {
            new Binder(schema, "both", new Site("where", "types.md")).bind(comparison);
            return true;
        } catch (PlanException refused) {
            return false;
        }
    }

    @Test
    void castsAreRefusedWhereThePageSays() {
        List<String> header = table("Casts 1").getFirst();
        assertThat(header.subList(1, header.size())).isEqualTo(TYPES.stream().map(Type::toString).toList());
        List<List<String>> rows = rows("Casts 1");
        for (int from = 0; from < TYPES.size(); from++) {
            assertThat(rows.get(from).getFirst()).isEqualTo(TYPES.get(from).toString());
            for (int to = 0; to < TYPES.size(); to++) {
                String cell = rows.get(from).get(to + 1);
                assertThat(cell.equals("same")).as("%s to %s", rows.get(from), header.get(to + 1))
                        .isEqualTo(from == to);
                assertThat(cell.equals(REFUSED)).as("%s to %s", rows.get(from), header.get(to + 1))
                        .isEqualTo(from != to && !TypeRules.casts(TYPES.get(from), TYPES.get(to)));
            }
        }
    }

    @Test
    void aggregatesGiveWhatThePageSays() {
        List<List<AggregateFunction>> columns = List.of(
                List.of(AggregateFunction.COUNT, AggregateFunction.COUNT_DISTINCT,
                        AggregateFunction.APPROX_COUNT_DISTINCT),
                List.of(AggregateFunction.SUM),
                List.of(AggregateFunction.AVG, AggregateFunction.VAR_SAMP, AggregateFunction.VAR_POP,
                        AggregateFunction.STDDEV_SAMP, AggregateFunction.STDDEV_POP,
                        AggregateFunction.PERCENTILE_APPROX),
                List.of(AggregateFunction.MIN, AggregateFunction.MAX),
                List.of(AggregateFunction.BOOL_AND, AggregateFunction.BOOL_OR),
                List.of(AggregateFunction.FIRST, AggregateFunction.LAST, AggregateFunction.FIRST_NOT_NULL,
                        AggregateFunction.LAST_NOT_NULL, AggregateFunction.MIN_BY, AggregateFunction.MAX_BY),
                List.of(AggregateFunction.COLLECT_LIST, AggregateFunction.COLLECT_SET));
        List<List<String>> expected = new ArrayList<>();
        for (Type type : TYPES) {
            List<String> row = new ArrayList<>(List.of(type.toString()));
            for (List<AggregateFunction> functions : columns) {
                List<String> types = functions.stream()
                        .map(function -> text(TypeRules.aggregate(function, type)))
                        .distinct()
                        .toList();
                assertThat(types).as("%s of %s", functions, type).hasSize(1);
                row.addAll(types);
            }
            expected.add(row);
        }
        assertThat(rows("Aggregates 1")).isEqualTo(expected);
    }

    @Test
    void theEdgesOfArithmeticAreAsThePageSays() {
        List<List<String>> rows = rows("Arithmetic 3");
        assertThat(rows).hasSizeGreaterThan(15);
        for (List<String> row : rows) {
            Type type = type(row.get(0));
            Expr left = new Expr.Literal(value(type, row.get(1)));
            Expr right = new Expr.Literal(value(type, row.get(3)));
            assertThat(String.valueOf(result(operation(row.get(2), left, right)))).as("%s", row).isEqualTo(row.get(4));
        }
    }

    @Test
    void theEdgesOfCastsAreAsThePageSays() {
        List<List<String>> rows = rows("Casts 2");
        assertThat(rows).hasSizeGreaterThan(8);
        for (List<String> row : rows) {
            Expr value = new Expr.Literal(value(type(row.get(0)), row.get(1)));
            assertThat(String.valueOf(result(value.cast(type(row.get(2)))))).as("%s", row).isEqualTo(row.get(3));
        }
    }

    private static Object value(Type type, String text) {
        return switch (type.kind()) {
            case BOOL -> Boolean.valueOf(text);
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case FLOAT32 -> Float.valueOf(text);
            case FLOAT64 -> Double.valueOf(text);
            case UTF8 -> text;
            case TIMESTAMP -> Instant.EPOCH.plusNanos(1_000 * Long.parseLong(text));
            case TIMESTAMP_NTZ ->
                LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plusNanos(1_000 * Long.parseLong(text));
            case TIME -> LocalTime.ofNanoOfDay(1_000 * Long.parseLong(text));
            case BINARY -> Bytes.of(HexFormat.of().parseHex(text));
            case DATE -> LocalDate.ofEpochDay(Long.parseLong(text));
            default -> throw new IllegalArgumentException("no constant is " + type);
        };
    }

    private static Expr operation(String symbol, Expr left, Expr right) {
        return Stream.of(ArithmeticOperator.values())
                .filter(operator -> operator.toString().equals(symbol))
                .<Expr>map(operator -> new Expr.Arithmetic(operator, left, right))
                .findFirst()
                .orElseGet(() -> new Expr.Comparison(Stream.of(ComparisonOperator.values())
                        .filter(operator -> operator.toString().equals(symbol))
                        .findFirst()
                        .orElseThrow(), left, right));
    }

    /// What an expression of constants gives, as a number where it is a time.
    private static @Nullable Object result(Expr expression) {
        Bound bound = new Binder(Schema.of(), "nothing", new Site("select", "types.md")).bind(expression);
        try (MemoryBudget budget = MemoryBudget.limited("page", 1 << 16);
                ColumnProgram program = new ColumnProgram(List.of(bound), Forge.scalarOnly(), budget, 1,
                        ValueFailures.nulls("test"))) {
            Chunk input = new Chunk(Schema.of());
            input.rows(1);
            Chunk output = new Chunk(Schema.of(new Field("result", bound.type(), true)));
            output.rows(1);
            program.run(input);
            output.column(0).set(program.column(0), 0);
            return RowsOfChunk.read(output).getFirst().get(0);
        }
    }
}
