// SPDX-License-Identifier: Apache-2.0
/// Adds chunks to the accumulators of groups: the inner loop of every aggregate.
///
/// [io.tidemill.operator.fold.AggregatePlan] says what must be accumulated ([io.tidemill.operator.fold.AggregateStep]), each thing once, and
/// what is made of it ([io.tidemill.operator.fold.AggregateResult]). A [io.tidemill.operator.fold.Fold] adds chunks to accumulators of
/// `state.accumulation`, a `FoldStep` for each: `WholeFold` without keys reduces a chunk where it can (`WholeSteps`); `KeyedFold` adds rows to
/// their groups (`GroupedSteps`, from `GroupedValues`; a `KeptRowStep`, a `CollectStep` and a `TopStep` with the help of `Arrivals`; `docs/design/011`).
///
/// A `UserStep` hands values to an aggregate of the user's, row by row, through `AggregatorCalls`.
///
/// **Threads**: one, the lane's; what an aggregate has frozen at a tick its siblings read. **Memory**: allocated at `open` and counted by the
/// operator's budget; nothing is allocated for a chunk, but state grows with its groups. **Errors**: a budget that refuses to let state grow throws.
///
/// May import: the API, codec, operator, operator.columns, operator.expression, memory, kernel, state, plan.
@NullMarked
package io.tidemill.operator.fold;

import org.jspecify.annotations.NullMarked;
