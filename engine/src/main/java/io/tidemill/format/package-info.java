// SPDX-License-Identifier: Apache-2.0
/// Formats: bytes as they come from a file or a socket, cut into lines, and lines made rows of columns.
///
/// A [io.tidemill.format.LineSplitter] owns the memory that its source reads into, and hands whole runs of valid lines to a
/// [io.tidemill.format.LineOutput]. What is no line is handed there as a reject, with its place and the reason, and cutting
/// goes on behind it.
///
/// A [io.tidemill.format.LineFormat] says how lines are rows; the [io.tidemill.format.LineDecoder] that it opens makes them
/// columns, and hands runs of rows, and each line that is none, to a [io.tidemill.format.RowOutput]. The formats are in
/// `format.json` and `format.csv`; how values become columns, in `format.column`.
///
/// **Threads**: a splitter, a decoder and their outputs belong to one thread; formats are immutable. **Memory**: the buffers of splitters
/// and decoders are counted by the budget that they were given; lines and rows are lent for the length of a call.
///
/// May import: memory, kernel.
@NullMarked
package io.tidemill.format;

import org.jspecify.annotations.NullMarked;
