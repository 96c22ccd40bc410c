// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class RunningOperatorTest {
    private static final Site SITE = new Site("running", "RunningOperatorTest.java");
    private static final Schema SCHEMA = Schema.of(Field.nullable("open", Type.BOOL), Field.nullable("word", Type.UTF8),
            Field.nullable("size", Type.INT32), Field.of("total", Type.INT64), Field.nullable("price", Type.FLOAT64),
            Field.of("ratio", Type.FLOAT32), Field.nullable("at", Type.TIMESTAMP));

    private static Bound column(String name) {
        int index = SCHEMA.indexOf(name);
        Field field = SCHEMA.field(index);
        return new Bound.Column(index, name, field.type(), field.nullable());
    }

    private static BoundAggregate of(AggregateFunction function, String name, Type type) {
        Bound column = column(name);
        return new BoundAggregate(function, Optional.of(column), type,
                column.nullable() || function == AggregateFunction.LAG);
    }

    private static BoundAggregate lag(String name, Type type, int rows) {
        return new BoundAggregate(AggregateFunction.LAG,
                List.of(column(name), new Bound.Constant(rows, Type.INT32)), Optional.empty(), type, true);
    }

    private static List<BoundAggregate> aggregates() {
        return List.of(new BoundAggregate(AggregateFunction.COUNT, Optional.empty(), Type.INT64, false),
                new BoundAggregate(AggregateFunction.COUNT, Optional.of(column("price")), Type.INT64, false),
                of(AggregateFunction.LAG, "word", Type.UTF8), of(AggregateFunction.SUM, "size", Type.INT64),
                of(AggregateFunction.SUM, "price", Type.FLOAT64), of(AggregateFunction.SUM, "ratio", Type.FLOAT64),
                of(AggregateFunction.AVG, "total", Type.FLOAT64), of(AggregateFunction.LAG, "total", Type.INT64),
                lag("word", Type.UTF8, 3), lag("size", Type.INT32, 2), lag("open", Type.BOOL, 7),
                of(AggregateFunction.MIN, "size", Type.INT32), of(AggregateFunction.MAX, "total", Type.INT64),
                of(AggregateFunction.MIN, "price", Type.FLOAT64), of(AggregateFunction.MAX, "ratio", Type.FLOAT32),
                of(AggregateFunction.MAX, "at", Type.TIMESTAMP));
    }

    private static OperatorCase running(List<BoundAggregate> aggregates, Integer... keys) {
        List<Field> fields = new ArrayList<>(SCHEMA.fields());
        aggregates.forEach(each -> fields.add(new Field("value " + fields.size(), each.type(), each.nullable())));
        Schema output = new Schema(fields);
        ColumnPlan.Running plan = new ColumnPlan.Running(new Plan.Scan(0, "rows", SCHEMA, SITE), List.of(keys),
                aggregates, output, SITE);
        return OperatorCase.of("running by " + plan.keys(), SCHEMA, output, () -> new RunningOperator(plan),
                () -> new Reference(plan)).chunkRows(64).inAnyOrder();
    }

    private static final class Reference implements RowReference {
        private final ColumnPlan.Running plan;
        private final Map<List<Object>, List<TestRow>> groups = new HashMap<>();

        Reference(ColumnPlan.Running plan) {
            this.plan = plan;
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            List<Object> key = plan.keys()
                    .stream()
                    .map(column -> String.valueOf(row.get(column)))
                    .map(
                            Object.class::cast)
                    .toList();
            List<TestRow> rows = groups.computeIfAbsent(key, _ -> new ArrayList<>());
            rows.add(row);
            output.accept(TestRow.make(plan.schema().size(), column -> column < SCHEMA.size()
                    ? row.get(column)
                    : value(plan.aggregates().get(column - SCHEMA.size()), rows)));
        }

        private static @Nullable Object value(BoundAggregate aggregate, List<TestRow> rows) {
            if (aggregate.function() == AggregateFunction.LAG) {
                int before = rows.size() - 1 - aggregate.lag();
                return before < 0
                        ? null
                        : rows.get(before).get(((Bound.Column) aggregate.arguments().getFirst()).index());
            }
            return AggregateReference.value(aggregate, rows);
        }
    }

    @Test
    void saysOfEachRowWhatItsKeyHasComeTo() {
        OperatorHarness.verify(running(aggregates(), 0));
        OperatorHarness.verify(running(aggregates(), 1, 2));
    }

    @Test
    void saysOfEachRowWhatAllHaveComeTo() {
        OperatorHarness.verify(running(aggregates()));
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness.verify(running(aggregates().subList(0, 5), 0).columnar());
    }
}
