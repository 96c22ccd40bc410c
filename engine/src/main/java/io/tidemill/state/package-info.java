// SPDX-License-Identifier: Apache-2.0
/// What operators remember: the groups of a batch, of a window, of a stream.
///
/// A [io.tidemill.state.Slice] holds what the rows of one slide come to: their keys, each with a number
/// ([io.tidemill.state.Groups]), and a column of accumulators for each accumulation, indexed by that number. A session is a group as well,
/// with a piece of time beside its key ([io.tidemill.state.SessionGroups]).
///
/// What one lane has gathered is a [io.tidemill.state.LanePartial], which others read once it is frozen;
/// [io.tidemill.state.SliceMerge] adds it to a slice. [io.tidemill.state.NewestTime] is all that is remembered of event time,
/// [io.tidemill.state.LastRows] the last row of each key, [io.tidemill.state.SeenKeys] which keys there were.
///
/// | room below | what it holds |
/// |---|---|
/// | `state.accumulation` | what is kept of a group |
/// | `state.row` | rows themselves |
/// | `state.window` | slices of one window, and what they come to together |
///
/// **Threads**: one, but for what is frozen. **Memory**: off the heap, metered to the byte; a slice whose rows have left is cleared and used
/// again. What row lambdas keep on the heap is the operators' own business: it is metered by an estimate.
///
/// May import: memory, memory.table, kernel with its arithmetic, text, comparison, selection and aggregate, time.
@NullMarked
package io.tidemill.state;

import org.jspecify.annotations.NullMarked;
