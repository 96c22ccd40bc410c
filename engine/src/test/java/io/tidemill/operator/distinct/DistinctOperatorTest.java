// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.distinct;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class DistinctOperatorTest {
    private static final Site SITE = new Site("dropDuplicates", "DistinctOperatorTest.java");
    private static final Schema SMALL = Schema.of(Field.nullable("size", Type.INT8), Field.nullable("open", Type.BOOL));
    private static final Schema WIDE = Schema.of(Field.of("id", Type.INT64), Field.nullable("word", Type.UTF8),
            Field.nullable("open", Type.BOOL), Field.nullable("price", Type.FLOAT64), Field.of("small", Type.INT8),
            Field.nullable("at", Type.TIMESTAMP), Field.of("day", Type.DATE));
    private static final Schema AMOUNTS = Schema.of(Field.nullable("amount", Type.decimal(30, 6)),
            Field.nullable("bytes", Type.BINARY), Field.nullable("hour", Type.TIME));
    private static final long BATCH_MICROS = 100_000;

    private static OperatorCase distinct(Schema schema, long withinMicros, int... keys) {
        ColumnPlan.Distinct plan = new ColumnPlan.Distinct(new Plan.Scan(0, "rows", schema, SITE),
                IntStream.of(keys).boxed().toList(), withinMicros, SITE);
        return OperatorCase
                .of("first of " + plan.keys() + " within " + withinMicros, schema, schema,
                        () -> new DistinctOperator(plan), () -> new NaiveDistinct(plan))
                .rows(RandomRows.of(schema).withOddFloats())
                .batchMicros(BATCH_MICROS)
                .inAnyOrder();
    }

    private static final class NaiveDistinct implements RowReference {
        private final ColumnPlan.Distinct plan;
        private final Map<List<Object>, Long> seen = new HashMap<>();
        private long nowMicros;

        NaiveDistinct(ColumnPlan.Distinct plan) {
            this.plan = plan;
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            List<Object> key = plan.keys().stream().map(column -> canonical(row.get(column))).toList();
            Long before = seen.get(key);
            if (before == null || (plan.withinMicros() > 0 && nowMicros - before >= plan.withinMicros())) {
                seen.put(key, nowMicros);
                output.accept(row);
            }
        }

        private static Object canonical(@Nullable Object value) {
            return value == null ? "null" : value instanceof Double number && number == 0 ? 0.0 : value;
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            nowMicros = batchTimeMicros;
            if (plan.withinMicros() == ColumnPlan.Distinct.BATCH) {
                seen.clear();
            }
        }
    }

    @Test
    void keepsOneOfEqualRowsInABatch() {
        OperatorHarness.verify(distinct(SMALL, ColumnPlan.Distinct.BATCH, 0, 1));
    }

    @Test
    void keepsOneOfEqualRowsWithinATime() {
        OperatorHarness.verify(distinct(SMALL, BATCH_MICROS, 0, 1));
        OperatorHarness.verify(distinct(SMALL, 5 * BATCH_MICROS / 2, 0, 1));
        OperatorHarness.verify(distinct(SMALL, 3 * BATCH_MICROS, 1, 0));
    }

    @Test
    void keepsTheFirstRowOfEachKey() {
        OperatorHarness.verify(distinct(WIDE, ColumnPlan.Distinct.BATCH, 1).inOneLane());
        OperatorHarness.verify(distinct(WIDE, 2 * BATCH_MICROS, 3, 2).inOneLane());
        OperatorHarness.verify(distinct(WIDE, 2 * BATCH_MICROS, 1, 4, 6).inOneLane());
    }

    @Test
    void tellsWideDecimalsBytesAndTimesApart() {
        OperatorHarness.verify(distinct(AMOUNTS, ColumnPlan.Distinct.BATCH, 0).inOneLane());
        OperatorHarness.verify(distinct(AMOUNTS, 2 * BATCH_MICROS, 2, 1).inOneLane());
        OperatorHarness.verify(distinct(AMOUNTS, 3 * BATCH_MICROS, 0, 1, 2));
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness.verify(distinct(SMALL, 3 * BATCH_MICROS, 0, 1).columnar());
        OperatorHarness.verify(distinct(WIDE, ColumnPlan.Distinct.BATCH, 1, 2).inOneLane().columnar());
    }
}
