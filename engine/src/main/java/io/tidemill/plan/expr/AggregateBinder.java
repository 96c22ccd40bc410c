// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Type;

/// Checks aggregates: what they are of, and what they give.
final class AggregateBinder {
    private final Binder binder;

    AggregateBinder(Binder binder) {
        this.binder = binder;
    }

    BoundAggregate bind(Aggregate aggregate, boolean grouped) {
        AggregateFunction function = aggregate.function();
        Optional<Bound> condition = aggregate.condition().map(binder::condition);
        if (function.isOfWindow()) {
            return new BoundAggregate(function, List.of(), condition, Type.TIMESTAMP, false);
        }
        if (aggregate.arguments().isEmpty()) {
            return new BoundAggregate(AggregateFunction.COUNT, List.of(), condition, Type.INT64, false);
        }
        Bound argument = binder.bind(aggregate.arguments().getFirst());
        Type type = TypeRules.aggregate(function, argument.type())
                .orElseThrow(() -> binder.wrong(
                        "there is no %s of %s: %s".formatted(function, argument.type(), aggregate)));
        if (function == AggregateFunction.COUNT) {
            return new BoundAggregate(function, List.of(argument), condition, type, false);
        }
        boolean nullable = !grouped || argument.nullable() || condition.isPresent();
        return new BoundAggregate(function, List.of(computed(argument)), condition, type, nullable);
    }

    /// Narrow integers are accumulated as int32.
    private static Bound computed(Bound argument) {
        return argument.type().isInteger() ? Binder.cast(argument, TypeRules.computed(argument.type())) : argument;
    }
}
