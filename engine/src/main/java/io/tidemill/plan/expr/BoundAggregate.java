// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.tidemill.memory.Type;

/// An aggregate that was checked against a schema.
///
/// @param arguments none for the count of rows
/// @param condition which rows are meant; empty = all
/// @param type as [TypeRules] has it
/// @param nullable whether a group may be without values
public record BoundAggregate(AggregateFunction function, List<Bound> arguments, Optional<Bound> condition, Type type,
        boolean nullable) {

    /// The most rows that [AggregateFunction#LAG] looks back.
    static final int MOST_LAG = 1_000;

    public BoundAggregate {
        arguments = List.copyOf(arguments);
    }

    /// Of all rows.
    public BoundAggregate(AggregateFunction function, Optional<Bound> argument, Type type, boolean nullable) {
        this(function, argument.stream().toList(), Optional.empty(), type, nullable);
    }

    /// What is accumulated: first what says by its nulls which rows count, unless it is a constant, and then what is asked for of them.
    public List<Bound> values() {
        return switch (function) {
            case COUNT -> List.of(countedRows());
            case FIRST, LAST, LAG -> List.of(meantRows(condition), arguments.getFirst());
            case APPROX_COUNT_DISTINCT, PERCENTILE_APPROX, COLLECT_LIST, COLLECT_SET, FIRST_NOT_NULL, LAST_NOT_NULL,
                    SUM, AVG, MIN, MAX, BOOL_AND,
                    BOOL_OR, VAR_SAMP,
                    VAR_POP, STDDEV_SAMP,
                    STDDEV_POP ->
                List.of(where(condition, arguments.getFirst()));
            case MIN_BY, MAX_BY -> List.of(where(condition, arguments.getLast()), arguments.getFirst());
            case COUNT_DISTINCT -> together(arguments);
            case USER -> together(arguments.getFirst().children());
            case WINDOW_START, WINDOW_END, RANK -> List.of();
        };
    }

    /// The first is null where any is.
    private List<Bound> together(List<Bound> of) {
        List<Bound> values = new ArrayList<>(of);
        Optional<Bound> rows = Stream.concat(condition.stream(), of.stream()
                .skip(1)
                .filter(Bound::nullable)
                .map(value -> new Bound.Not(new Bound.IsNull(value))))
                .reduce(Bound.And::new);
        values.set(0, where(rows, values.getFirst()));
        return values;
    }

    /// The number that its last argument is ([AggregateFunction#hasParameter]).
    public double parameter() {
        return arguments.getLast() instanceof Bound.Constant(Number value, _) ? value.doubleValue() : Double.NaN;
    }

    /// How many rows [AggregateFunction#LAG] looks back.
    public int lag() {
        return arguments.size() == 1 ? 1 : (int) parameter();
    }

    private Bound countedRows() {
        if (condition.isEmpty() && !arguments.isEmpty()) {
            return arguments.getFirst();
        }
        return meantRows(condition.map(rows -> arguments.stream()
                .reduce(rows, BoundAggregate::andNotNull, Bound.And::new)));
    }

    private static Bound andNotNull(Bound condition, Bound argument) {
        return argument.nullable() ? new Bound.And(condition, new Bound.Not(new Bound.IsNull(argument))) : condition;
    }

    private static Bound meantRows(Optional<Bound> condition) {
        return where(condition, new Bound.Constant(1, Type.INT32));
    }

    private static Bound where(Optional<Bound> condition, Bound value) {
        return condition.<Bound>map(rows -> new Bound.If(rows, value, new Bound.Null(value.type()), true))
                .orElse(value);
    }

    @Override
    public String toString() {
        return Aggregate.text(function, arguments, condition);
    }
}
