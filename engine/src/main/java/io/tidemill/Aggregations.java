// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.codec.PairEncoding;
import io.tidemill.codec.ScalarEncoding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.TypeRules;

/// Plans of the aggregates that stand behind `count`, `countByValue` and combiners.
final class Aggregations {
    private static final BoundAggregate ROWS = new BoundAggregate(AggregateFunction.COUNT, Optional.empty(), Type.INT64,
            false);

    private Aggregations() {}

    static Plan count(Plan input, Site site) {
        return new ColumnPlan.Aggregate(input, List.of(), List.of(ROWS), new Window.Batch(),
                Schema.of(Field.of("value", Type.INT64)), site);
    }

    /// @param counts the stream's columns as keys, and a count
    static Plan countByValue(Plan input, PairEncoding<?, Long> counts, Site site) {
        ColumnOperations.requireKeys(firstColumns(input.schema(), counts.keyColumns()), site);
        return new ColumnPlan.Aggregate(input, firstColumns(input.schema(), counts.keyColumns()), List.of(ROWS),
                new Window.Batch(), counts.schema(), site);
    }

    /// Whether a combiner can work on the columns of pairs: all typed, and the value one that adds or compares.
    static boolean isColumnar(PairEncoding<?, ?> pairs, AggregateFunction function) {
        if (!pairs.isColumnar()) {
            return false;
        }
        Type value = pairs.schema().fields().getLast().type();
        return switch (function) {
            case COUNT -> true;
            case SUM, MIN, MAX ->
                pairs.value() instanceof ScalarEncoding && (value.isNumeric() || ordered(function, value));
            default -> false; // no combiner stands for it
        };
    }

    private static boolean ordered(AggregateFunction function, Type value) {
        return function != AggregateFunction.SUM && TypeRules.hasExtremes(value);
    }

    /// Aggregates the value by key, then casts it to the type that is due.
    static Plan combine(Plan input, PairEncoding<?, ?> from, PairEncoding<?, ?> to, AggregateFunction function,
            Window window, Site site) {
        ColumnOperations.requireKeys(firstColumns(from.schema(), from.keyColumns()), site);
        Binder binder = new Binder(from.schema(), "pairs", site);
        Expr argument = new Expr.Column(from.schema().fields().getLast().name());
        BoundAggregate aggregate = function == AggregateFunction.COUNT
                ? ROWS
                : binder.bind(new Aggregate(function, argument), true);
        List<Field> fields = new ArrayList<>(to.schema().fields());
        Field due = fields.removeLast();
        fields.add(Field.of(due.name(), aggregate.type()));
        Schema schema = new Schema(fields);
        List<Bound> keys = firstColumns(from.schema(), from.keyColumns());
        Plan combined = new ColumnPlan.Aggregate(input, keys, List.of(aggregate), window, schema, site);
        if (schema.equals(to.schema())) {
            return combined;
        }
        List<Bound> columns = new ArrayList<>(firstColumns(schema, from.keyColumns()));
        Bound value = new Bound.Column(from.keyColumns(), due.name(), aggregate.type(), false);
        columns.add(due.type().isInteger() ? new Bound.LowBits(value, due.type()) : Binder.cast(value, due.type()));
        return new ColumnPlan.Project(combined, columns, to.schema(), site);
    }

    private static List<Bound> firstColumns(Schema schema, int count) {
        List<Bound> columns = new ArrayList<>();
        for (int column = 0; column < count; column++) {
            Field field = schema.field(column);
            columns.add(new Bound.Column(column, field.name(), field.type(), field.nullable()));
        }
        return columns;
    }
}
