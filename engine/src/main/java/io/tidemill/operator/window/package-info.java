// SPDX-License-Identifier: Apache-2.0
/// Which slice the rows of a chunk belong to, and which window is over.
///
/// [io.tidemill.operator.window.Windows] are `BatchWindows` by batch time, with the `LaneGroups` of each lane; `EventWindows` by the rows' own
/// time, with `EventSlices` that an `EventGather` fills by way of a `SliceSplit`, and `Stragglers` (`docs/design/010`); `RevisedWindows` on
/// either time, its `Timeline`, for windows that are put out more than once; and `SessionWindows` with their `OpenSessions`
/// (`docs/design/013`).
///
/// | operator | what it does | with |
/// |---|---|---|
/// | [io.tidemill.operator.window.WatermarkOperator] | follows the event time of the rows that it passes on | `NewestTime` of `state` |
/// | [io.tidemill.operator.window.LateRowsOperator] | passes on the rows that are late for all windows | `Lateness` |
/// | [io.tidemill.operator.window.FillOperator] | makes rows for intervals in which a key has none | `FillGaps`, a `FillColumn` each, `LastRows` of `state` |
///
/// **Threads**: one, the lane's; what an aggregate has frozen at a tick its siblings read. **Memory**: allocated at `open` and counted by the
/// operator's budget; nothing is allocated for a chunk, but state grows with its groups. **Errors**: a budget that refuses to let state grow throws, and so do too many open slices.
///
/// May import: operator, operator.columns, operator.expression, operator.fold, memory, kernel, state, plan.
@NullMarked
package io.tidemill.operator.window;

import org.jspecify.annotations.NullMarked;
