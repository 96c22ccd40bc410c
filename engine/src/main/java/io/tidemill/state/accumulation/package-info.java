// SPDX-License-Identifier: Apache-2.0
/// What is kept of a group, by its number.
///
/// An [io.tidemill.state.accumulation.Accumulation] says what, and makes columns of it ([io.tidemill.state.accumulation.Accumulators]): so many
/// bytes that a kernel adds to ([io.tidemill.state.accumulation.FixedAccumulators]), one of its rows
/// ([io.tidemill.state.accumulation.KeptRows]), its different values ([io.tidemill.state.accumulation.DistinctValues]), all values in order
/// ([io.tidemill.state.accumulation.CollectedValues]), its first rows by a `RowOrder` ([io.tidemill.state.accumulation.RankedRows]), or a value
/// of the user's on the heap ([io.tidemill.state.accumulation.HeapStates]). All of them merge and
/// pick by group numbers, and so slices, windows, lanes and stragglers know nothing of what they hold.
///
/// **Threads**: one, but for what is frozen. **Memory**: off the heap, metered to the byte; the user's values by an estimate.
///
/// May import: memory, memory.table, kernel with its arithmetic, text, comparison and aggregate, state.row.
@NullMarked
package io.tidemill.state.accumulation;

import org.jspecify.annotations.NullMarked;
