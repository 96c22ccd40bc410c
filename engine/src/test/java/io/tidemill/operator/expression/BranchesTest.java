// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.ValueFailures;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;
import io.tidemill.testkit.ChunkMaker;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.when;
import static org.assertj.core.api.Assertions.assertThat;

/// What cannot be computed counts only in the rows that ask for it.
class BranchesTest {
    private static final Schema SCHEMA = Schema.of(Field.nullable("divisor", Type.INT32), Field.of("open", Type.BOOL));
    private static final int ROWS = 200;
    private static final Expr QUOTIENT = lit(60).dividedBy(col("divisor"));

    private final MemoryBudget budget = MemoryBudget.limited("branches", 1 << 24);
    private final ChunkMaker chunks = new ChunkMaker(budget, SCHEMA, ROWS, RandomRows.of(SCHEMA),
            new SplittableRandom(5));
    /// Divisors 0, 1, 2, null, again and again, of which every other row, then the others, is open.
    private final List<TestRow> rows = IntStream.range(0, ROWS)
            .mapToObj(row -> TestRow.make(2,
                    i -> i == 1 ? (Object) (row / 4 % 2 == 0) : row % 4 == 3 ? null : (Object) (row % 4)))
            .toList();

    @AfterEach
    void giveBackMemory() {
        chunks.close();
        assertThat(budget.usedBytes()).isZero();
        budget.close();
    }

    private long failures(Expr... expressions) {
        ValueFailures failures = ValueFailures.nulls("test");
        List<Bound> bound = new ArrayList<>();
        for (Expr expression : expressions) {
            bound.add(new Binder(SCHEMA, "branches", new Site("select", "Branches.java:1")).bind(expression));
        }
        Chunk chunk = chunks.lay(rows, false);
        try (ColumnProgram program = new ColumnProgram(bound, Forge.scalarOnly(), budget, ROWS, failures)) {
            program.run(chunk);
        }
        return failures.count().value();
    }

    @Test
    void everyRowWithoutAResultCountsOnce() {
        assertThat(failures(QUOTIENT)).isEqualTo(ROWS / 4);
    }

    @Test
    void aSharedPartCountsOnce() {
        assertThat(failures(QUOTIENT.plus(1), QUOTIENT.gt(3), QUOTIENT)).isEqualTo(ROWS / 4);
    }

    @Test
    void aValueIsAskedForOnlyWhereItsConditionHolds() {
        assertThat(failures(when(col("divisor").ne(0), QUOTIENT).otherwise(0))).isZero();
        assertThat(failures(when(col("divisor").eq(0), 0).otherwise(QUOTIENT))).isZero();
        assertThat(failures(when(col("open"), QUOTIENT))).isEqualTo(ROWS / 8);
        assertThat(failures(when(col("open"), when(col("divisor").eq(0), QUOTIENT)))).isEqualTo(ROWS / 8);
    }

    @Test
    void anOperandIsAskedForOnlyWhereTheOtherOneDoesNotDecide() {
        assertThat(failures(col("divisor").ne(0).and(QUOTIENT.gt(30)))).isZero();
        assertThat(failures(col("divisor").eq(0).or(QUOTIENT.gt(30)))).isZero();
        assertThat(failures(col("open").or(QUOTIENT.gt(30)))).isEqualTo(ROWS / 8);
    }

    @Test
    void whatTheConditionComputedIsNotCountedAgain() {
        assertThat(failures(coalesce(QUOTIENT, -1.0))).isEqualTo(ROWS / 4);
        assertThat(failures(QUOTIENT.gt(1).cast(Type.UTF8))).isEqualTo(ROWS / 4);
    }

    @Test
    void branchesThatAskForDifferentRowsCountApart() {
        assertThat(failures(when(col("open"), QUOTIENT).otherwise(QUOTIENT.plus(1)))).isEqualTo(ROWS / 4);
    }
}
