// SPDX-License-Identifier: Apache-2.0
/// The slices of one window, and what they come to together.
///
/// A tumbling window is one slice. A sliding one ([io.tidemill.state.window.SlidingWindow]) keeps its slices and, beside them, totals that every
/// slice enters once and leaves once ([io.tidemill.state.window.WindowTotals]; a `TotalColumn` is one of them), so that its cost does not depend
/// on how many slices it is long. A window that is put out more than once ([io.tidemill.state.window.RevisedWindow]) is one slice that knows
/// what has changed in it.
///
/// **Threads**: one, but for what is frozen. **Memory**: off the heap, metered to the byte; a slice whose rows have left is cleared and used
/// again.
///
/// May import: memory, memory.table, kernel with its arithmetic and aggregate, state, state.accumulation.
@NullMarked
package io.tidemill.state.window;

import org.jspecify.annotations.NullMarked;
