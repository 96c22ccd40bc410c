// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Optional;

import io.tidemill.memory.Type;

/// An aggregate that was checked against a schema.
///
/// @param argument empty for the count of rows
/// @param type int64 for counts and sums of integers, float64 for sums of floats and averages, the argument's for min and max
/// @param nullable whether a group may be without values
public record BoundAggregate(AggregateFunction function, Optional<Bound> argument, Type type, boolean nullable) {

    @Override
    public String toString() {
        return function + "(" + argument.map(Bound::toString).orElse("") + ")";
    }
}
