// SPDX-License-Identifier: Apache-2.0
/// What the rows of each key come to.
///
/// | operator | what it does | with |
/// |---|---|---|
/// | [io.tidemill.operator.aggregate.AggregateOperator] | counts, sums, compares, collects and ranks the groups of a window | a `WindowOutput` |
/// | [io.tidemill.operator.aggregate.RunningOperator] | puts beside each row what the rows of its key have come to | a `RunningFold` of `RunningStep`s, in lanes a `RunningExchange` |
///
/// An aggregate is planned, folded and put out. `TriedRows` have passed the aggregates of the user's. A `Fold` of `operator.fold` adds chunks to accumulators, `Windows` of `operator.window` say to
/// which slice and when a window is over; then a `WindowOutput` gathers keys (`GroupColumns`) and lets `AggregateColumns` make the columns of a
/// chunk of groups, an `AggregateColumn` each: `GroupOutput` a row for each group, `TopOutput` one for each row that a group has ranked.
///
/// **Threads**: one, the lane's; what an aggregate has frozen at a tick its siblings read. **Memory**: allocated at `open` and counted by the
/// operator's budget; nothing is allocated for a chunk, but state grows with its groups. **Errors**: a budget that refuses to let state grow throws.
///
/// May import: the API, operator, operator.columns, operator.expression, operator.fold, operator.window, memory, kernel, state, plan.
@NullMarked
package io.tidemill.operator.aggregate;

import org.jspecify.annotations.NullMarked;
