// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.Aggregator;
import io.tidemill.Row;
import io.tidemill.plan.UserCode;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.state.accumulation.HeapAccumulation;

/// Calls an aggregate of the user's. What it throws is blamed on it, and stops the engine: the rows that it has seen are in its states. A row
/// whose value it refuses alone is known before ([AggregatePlan#trial]).
public record AggregatorCalls(UserAggregate aggregate) implements HeapAccumulation.Merging {

    private UserCode code() {
        return new UserCode(aggregate.name(), aggregate.site());
    }

    /// What [Aggregator#accumulate] is handed of a row of the arguments.
    Object argument(Row row) {
        return aggregate.takesRows() ? row : Objects.requireNonNull(row.valueAt(0));
    }

    /// Whether a state without values takes those of a row; throws what the user's code throws.
    Object tried(Row row) throws Exception {
        return code().require(aggregate.aggregator().accumulate(aggregate.aggregator().zero(), argument(row)));
    }

    /// The state of a group, which may have had none, with one more value.
    Object accumulate(@Nullable Object state, Object value) {
        try {
            Object before = state == null ? code().require(aggregate.aggregator().zero()) : state;
            return code().require(aggregate.aggregator().accumulate(before, value));
        } catch (Throwable thrown) {
            throw code().failure(thrown);
        }
    }

    @Override
    public Object merge(Object first, Object second) {
        try {
            return code().require(aggregate.aggregator().merge(first, second));
        } catch (Throwable thrown) {
            throw code().failure(thrown);
        }
    }

    /// What is put out.
    public @Nullable Object finish(Object state) {
        try {
            return aggregate.aggregator().finish(state);
        } catch (Throwable thrown) {
            throw code().failure(thrown);
        }
    }

    /// What to throw about a result that its column does not hold.
    public RuntimeException failure(RuntimeException unwritable) {
        return code().failure(unwritable);
    }
}
