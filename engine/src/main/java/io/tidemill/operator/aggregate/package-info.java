// SPDX-License-Identifier: Apache-2.0
/// Counts, sums and compares groups in a window: [io.tidemill.operator.aggregate.AggregateOperator].
///
/// An aggregate is planned, folded and put out. A `Fold` of `operator.fold` adds chunks to accumulators, `Windows` of `operator.window` say to
/// which slice and when a window is over; then `GroupOutput` gathers keys and lets `AggregateColumns` make the columns of a chunk of groups, an
/// `AggregateColumn` each.
///
/// **Threads**: one, the lane's; what an aggregate has frozen at a tick its siblings read. **Memory**: allocated at `open` and counted by the
/// operator's budget; nothing is allocated for a chunk, but state grows with its groups. **Errors**: a budget that refuses to let state grow throws.
///
/// May import: operator, operator.columns, operator.expression, operator.fold, operator.window, memory, kernel, state, plan.
@NullMarked
package io.tidemill.operator.aggregate;

import org.jspecify.annotations.NullMarked;
