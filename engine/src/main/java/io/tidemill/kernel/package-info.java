// SPDX-License-Identifier: Apache-2.0
/// Loops over columns, and the Forge that stamps them.
///
/// A [io.tidemill.kernel.Shape] names a loop, its operation and its types; the [io.tidemill.kernel.Forge] makes a
/// [io.tidemill.kernel.Kernel] of it; the kernel hands out its [io.tidemill.kernel.Loop] once a chunk:
///
/// ```java
/// Kernel<Loop.Predicate> isLarge = forge.kernel(Comparison.GT.withConstant(Type.INT64, 100));
/// Kernel<Loop.Select> select = forge.kernel(Selections.select());
///
/// isLarge.current().apply(size.data(), selection.bits(), rows);
/// selection.rows(select.current().apply(selection.bits(), 0, selection.address(), rows));
/// ```
///
/// **What there is.** [io.tidemill.kernel.Arithmetic], [io.tidemill.kernel.Division] and [io.tidemill.kernel.Comparison] of
/// columns; [io.tidemill.kernel.Cast] between number types; [io.tidemill.kernel.Bitmaps] for booleans and validity;
/// [io.tidemill.kernel.Selections] between bits and row numbers, [io.tidemill.kernel.Gathers] by row numbers;
/// [io.tidemill.kernel.Reduction] of columns and [io.tidemill.kernel.Grouping] by group numbers; [io.tidemill.kernel.Lines] for
/// bytes that become text, [io.tidemill.kernel.Splits] for text that becomes words. Each is a catalogue of shapes.
///
/// **Twins.** Every loop has a scalar twin and, where vectors pay, a vector twin with equal bits out: results do not depend on the
/// machine, on flags, or on when a kernel got warm. Floats are computed by IEEE 754 with one NaN, and ordered as Spark orders them.
/// Nulls are no business of a loop: it computes every row, and validity is AND-ed by a loop of its own.
///
/// **Threads.** The Forge and kernels may be used by any thread; loops keep no state. A [io.tidemill.kernel.SplitCursor] belongs
/// to one.
///
/// **Memory.** Loops read and write what they are handed, by absolute address ([io.tidemill.kernel.Loop] says how far), allocate
/// nothing, throw nothing, and know no clock.
///
/// May import: `io.tidemill.memory`, `io.tidemill.memory.table`, and alone of all `jdk.incubator.vector`.
@NullMarked
package io.tidemill.kernel;

import org.jspecify.annotations.NullMarked;
