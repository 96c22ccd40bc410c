// SPDX-License-Identifier: Apache-2.0
/// Operators over columns: they call kernels once a chunk and nothing once a row.
///
/// | operator | what it does | with |
/// |---|---|---|
/// | [io.tidemill.operator.columns.FilterOperator] | narrows the selection | a program of `expression` |
/// | [io.tidemill.operator.columns.ProjectOperator] | computes columns | programs of `expression` |
/// | [io.tidemill.operator.columns.ExplodeOperator] | makes a row of each piece of a text | `TextRows` |
/// | [io.tidemill.operator.columns.WatermarkOperator] | follows the event time of the rows that it passes on | `NewestTime` of `state` |
/// | [io.tidemill.operator.columns.LateRowsOperator] | passes on the rows that are late for all windows | `Lateness` |
/// | [io.tidemill.operator.columns.FillOperator] | makes rows for intervals in which a key has none | `FillGaps`, a `FillColumn` each, `LastRows` of `state` |
/// | [io.tidemill.operator.columns.AggregateOperator] | counts, sums and compares groups in a window | the classes below |
///
/// An aggregate is planned, folded and put out. `AggregatePlan` says what must be accumulated (`AggregateStep`), each thing once, and what is
/// made of it (`AggregateResult`). A `Fold` adds chunks to accumulators of `state`, a `FoldStep` for each: `WholeFold` without keys reduces a
/// chunk where it can (`WholeSteps`, from `MeantValues`); `KeyedFold` adds rows to their groups (`GroupedSteps`, from `GroupedValues`; a
/// `KeptRowStep` with the help of `Arrivals`; `docs/design/011`). `Windows` say to which slice rows are added, and which window is over:
/// `BatchWindows` by batch time, with the `LaneGroups` of each lane; `EventWindows` by the rows' own time, with `EventSlices` that an
/// `EventGather` fills by way of a `SliceSplit`, and `Stragglers` (`docs/design/010`);
/// `RevisedWindows` on either time, its `Timeline`, for windows that are put out more than once, and `SessionWindows`
/// with their `OpenSessions` (`docs/design/013`). When a
/// window is over, `GroupOutput` gathers keys and lets `AggregateColumns` make the columns of a chunk of groups. `Compactor` and
/// `ColumnGather` make dense columns of sparse ones where that pays.
///
/// **Threads**: one, the lane's; what an aggregate has frozen at a tick its siblings read. **Memory**: allocated at `open` and counted by the operator's budget; nothing is allocated for a
/// chunk, but state grows with its groups. **Errors**: none is the user's fault here, since expressions were bound and typed
/// before they ran; a budget that refuses to let state grow throws, and so do too many open slices.
///
/// May import: operator, operator.expression, memory, kernel, state, plan.
@NullMarked
package io.tidemill.operator.columns;

import org.jspecify.annotations.NullMarked;
