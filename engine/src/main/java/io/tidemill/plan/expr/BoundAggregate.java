// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Type;

/// An aggregate that was checked against a schema.
///
/// @param arguments none for the count of rows
/// @param condition which rows are meant; empty = all
/// @param type int64 for counts and sums of integers, float64 for sums of floats and averages, the argument's for min and max
/// @param nullable whether a group may be without values
public record BoundAggregate(AggregateFunction function, List<Bound> arguments, Optional<Bound> condition, Type type,
        boolean nullable) {

    public BoundAggregate {
        arguments = List.copyOf(arguments);
    }

    /// Of all rows.
    public BoundAggregate(AggregateFunction function, Optional<Bound> argument, Type type, boolean nullable) {
        this(function, argument.stream().toList(), Optional.empty(), type, nullable);
    }

    /// What is accumulated, in place of the arguments: null in the rows that are not meant.
    public List<Bound> values() {
        if (condition.isEmpty()) {
            return arguments;
        }
        if (function == AggregateFunction.COUNT) {
            return List.of(where(arguments.stream().reduce(condition.get(), BoundAggregate::andNotNull, Bound.And::new),
                    new Bound.Constant(1, Type.INT32)));
        }
        return arguments.stream().map(argument -> where(condition.get(), argument)).toList();
    }

    private static Bound andNotNull(Bound condition, Bound argument) {
        return argument.nullable() ? new Bound.And(condition, new Bound.Not(new Bound.IsNull(argument))) : condition;
    }

    private static Bound where(Bound condition, Bound value) {
        return new Bound.If(condition, value, new Bound.Null(value.type()), true);
    }

    @Override
    public String toString() {
        return Aggregate.text(function, arguments, condition);
    }
}
