// SPDX-License-Identifier: Apache-2.0
/// The Forge, which stamps loops over columns, and what all loops share.
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
/// **What there is.** The loops lie in rooms of their own, by what they do. In each, a catalogue names shapes; a shape's loop has a
/// signature of [io.tidemill.kernel.Loop]; its templates are classes named `Scalar...` and `Vector...`, seen by their catalogue alone.
/// Types are stamped into a template, so none is written twice.
///
/// | room | catalogue | of what | loops | templates |
/// |---|---|---|---|---|
/// | `arithmetic` | `Arithmetic` | numbers | `Binary`, `Unary` | `Arithmetic`, `ConstantArithmetic` |
/// | | `Division` | numbers; by columns it may have no result | `Partial`, `Unary` | `...Division`, `Constant...Division` |
/// | | `Cast` | number to number | `Unary` | `Cast` |
/// | | `CheckedArithmetic` | integers that must fit their type | `Partial` | the same |
/// | | `CheckedCast` | numbers that must fit an integer | `PartialUnary` | the same |
/// | | `Rounding` | numbers rounded to places | `Unary`, `PartialUnary` | `FloatRounding`, `IntegerRounding` |
/// | | `RealFunctions` | float64s | `Unary`, `Binary` | `RealFunction`, `Power` |
/// | `bitmap` | `Bitmaps` | booleans, validity | `BitBinary`, `BitUnary`, `BitCount` | the same |
/// | `text` | `Lines` | bytes that become text | `TextPositions`, `TextMarks`, `TextCheck` | `LineEnds`, `Marks`, `Utf8Check` |
/// | | `Splits` | text that becomes words | `SplitText` | `SplitWords`, `SplitAt` |
/// | | `TextSizes` | how long texts are | `MeasureText`, `TextTotal` | `Characters`, `Find`, `FirstCharacter`, `TextTotal` |
/// | | `Slices` | pieces of texts | `SliceText` | `Trim`, `Substring`, `Piece` |
/// | | `Matching` | what texts look like | `TextPredicate` | `Match`, `Like` |
/// | | `Rewriting` | texts made of texts | `MapText`, `PartialMapText`, `JoinText` | `Case`, `Capitalize`, `Replace`, `Translate`, `Pad`, `Repeat`, `Reverse`, `Hex`, `Unhex`, `Join` |
/// | | `NumberTexts` | numbers as text, and back | `FormatText`, `ParseText` | `FormatInteger`, `ParseInteger`, `...Float`, `FormatHex`, `FormatCharacter`, `ParseTruth` |
/// | `decimal` | `DecimalArithmetic`, `DecimalTotals` | decimals that have to be rounded, or to fit | `Partial`, `Average` | `DecimalArithmetic`, `DecimalTotal` |
/// | | `DecimalComparison` | decimals of different scales | `BinaryPredicate` | the same |
/// | | `DecimalCasts` | to decimals and from them | `PartialUnary`, `Unary` | `DecimalScaling`, `FloatToDecimal`, `DecimalToFloat` |
/// | | `DecimalTexts` | decimals as text, and back | `FormatText`, `ParseText` | `FormatDecimal`, `ParseDecimal` |
/// | `time` | `TimePart`, `Midnights`, `Truncation` | moments and days | `Unary`, `PartialUnary` | `TimePart`, `Midnight`, `Truncation` |
/// | | `Calendar` | months and days of the week | `Partial`, `PartialUnary`, `Binary` | `PlusMonths`, `NextDay`, `MonthsBetween` |
/// | | `TimeTexts` | times as text, and back | `FormatText`, `ParseText` | `FormatTime`, `ParseTime` |
/// | `comparison` | `Comparison` | numbers and texts | `...Predicate` | `...Comparison` |
/// | `selection` | `Selections` | bits to row numbers, and back | `Select`, `Narrow`, `Scatter` | the same |
/// | | `Gathers` | rows by number; dense text | `Gather...`, `CompactText` | the same, `ScatterValues` |
/// | | `Moves` | values from rows to rows | `Move` | the same |
/// | | `Choices` | columns made of two | `Choose`, `ChooseText` | the same |
/// | `aggregate` | `Reduction` | a column to a number | `...Reduction` | `Integer...`, `Float...` |
/// | | `Grouping` | rows to accumulators, by group number | `Grouped`, `GroupedCount` | the same |
/// | | `WideSums` | sums beyond an int64 | `Binary` | `WideSum` |
/// | | `Moments` | how float64s spread | `Grouped`, `PartialUnary` | `Moments...`, `Spread` |
/// | | `DistinctEstimate` | about how many hashes | `Grouped`, `Unary` | `Registers...`, `DistinctEstimate` |
/// | | `Digests` | about where float64s lie | `Grouped`, `PartialUnary` | `Digest...`, `Percentile` |
/// | | `Winners` | the row of a group that beats all others | `Winner` | the same |
///
/// **Direction**: `kernel <- arithmetic`, and `kernel <- bitmap <- text <- comparison, selection`, `text <- time`, and `comparison <- aggregate <- decimal`. The Forge
/// knows no catalogue.
///
/// **How it is made.** A [io.tidemill.kernel.Recipe] is a shape: its templates, what is stamped into them (a
/// [io.tidemill.kernel.Stamp], read into static finals) and the constant that an instance carries (an
/// [io.tidemill.kernel.Operand]). The Forge keeps the `Twins` of a recipe, and a `Contest` on `Scratch` rows decides which one serves.
/// Templates of all rooms share [io.tidemill.kernel.Element] and [io.tidemill.kernel.Lanes] (loads, stores and species by type), and
/// `bitmap.Bits`. A copy of a template is defined in the template's own room.
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
/// May import: `io.tidemill.memory`, and alone with the rooms of its loops `jdk.incubator.vector`.
@NullMarked
package io.tidemill.kernel;

import org.jspecify.annotations.NullMarked;
