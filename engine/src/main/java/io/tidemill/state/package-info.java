// SPDX-License-Identifier: Apache-2.0
/// What operators remember: the groups of a batch, of a window, of a stream.
///
/// A [io.tidemill.state.Slice] holds what the rows of one slide come to: their keys, each with a number
/// ([io.tidemill.state.Groups]), and a column of accumulators for each accumulation, indexed by that number. A tumbling window is one slice. A
/// sliding one ([io.tidemill.state.SlidingWindow]) keeps its slices and, beside them, totals that every slice enters once and
/// leaves once ([io.tidemill.state.WindowTotals]), so that its cost does not depend on how many slices it is long.
///
/// A window that is put out more than once ([io.tidemill.state.RevisedWindow]) is one slice that knows what has changed in it.
///
/// An [io.tidemill.state.Accumulation] says what is kept of a group, and makes columns of it
/// ([io.tidemill.state.Accumulators]): so many bytes that a kernel adds to ([io.tidemill.state.FixedAccumulators]), one of its rows
/// ([io.tidemill.state.KeptRows]), or its different values ([io.tidemill.state.DistinctValues]). All of them merge and pick by group numbers, and so slices, windows, lanes and
/// stragglers know nothing of what they hold. A `TotalColumn` is one of them over a whole window.
///
/// A session is a group as well, with a piece of time beside its key ([io.tidemill.state.SessionGroups]).
///
/// What one lane has gathered is a [io.tidemill.state.LanePartial], which others read once it is frozen;
/// [io.tidemill.state.SliceMerge] adds it to a slice. [io.tidemill.state.NewestTime] is all that is remembered of event time.
///
/// Rows themselves are kept in a [io.tidemill.state.RowStore], with the group of their key in [io.tidemill.state.KeyedRows];
/// [io.tidemill.state.RowsByGroup] sorts them by group, [io.tidemill.state.RowChains] links them as they come.
///
/// **Threads**: one, but for what is frozen. **Memory**: off the heap, metered to the byte; a slice whose rows have left is cleared and used again. What
/// row lambdas keep on the heap is the operators' own business: it is metered by an estimate.
///
/// May import: memory, memory.table, kernel with its arithmetic, text, comparison, selection and aggregate, time.
@NullMarked
package io.tidemill.state;

import org.jspecify.annotations.NullMarked;
