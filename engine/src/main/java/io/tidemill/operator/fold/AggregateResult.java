// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.UserAggregate;

/// How an aggregate is made of what was accumulated. Steps go by their index in the plan.
public sealed interface AggregateResult {
    /// In place of a step that counts: every group has a value.
    int NEVER_EMPTY = -1;
    /// In place of a step: there is none.
    int NONE = -1;

    record WindowStart() implements AggregateResult {}

    record WindowEnd() implements AggregateResult {}

    /// The place of a row among those of its group that are put out.
    record Rank() implements AggregateResult {}

    /// What was accumulated as it is.
    ///
    /// @param count the step that counts the values, or [#NEVER_EMPTY]
    record Value(int step, Type type, int count) implements AggregateResult {}

    /// An int32 that is 0 or 1, as bool.
    record Truth(int step, int count) implements AggregateResult {}

    /// @param quotients the second sum of [io.tidemill.kernel.aggregate.WideSums], or [#NONE] where the sum is whole by itself
    record Average(int sum, Type type, int quotients, int count) implements AggregateResult {}

    /// A sum or an average of decimals, of sums that [io.tidemill.kernel.decimal.DecimalTotals] puts together.
    ///
    /// @param count the step that counts the values, or [#NEVER_EMPTY]
    /// @param values the type of the values
    record DecimalTotal(List<Integer> sums, int count, boolean isAverage, Type values, Type type)
            implements
                AggregateResult {
        public DecimalTotal {
            sums = List.copyOf(sums);
        }
    }

    /// The variance, or its root, of a sample or of all there is.
    record Spread(int step, boolean ofSample, boolean isRoot) implements AggregateResult {}

    record DistinctEstimate(int step, int precision) implements AggregateResult {}

    /// @param share of all values that lie below
    record Percentile(int step, double share) implements AggregateResult {}

    /// A list of all values.
    record Collected(int step) implements AggregateResult {}

    /// A list of the different values.
    record CollectedOnce(int step) implements AggregateResult {}

    /// What the user's code makes of its state.
    record OfUser(int step, UserAggregate aggregate) implements AggregateResult {}

    /// Of the row that was kept.
    record OfKeptRow(int step) implements AggregateResult {}
}
