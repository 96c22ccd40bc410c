// SPDX-License-Identifier: Apache-2.0
/// Formats: bytes as they come from a file or a socket, cut into rows.
///
/// A [io.tidemill.format.LineSplitter] owns the memory that its source reads into, and hands whole runs of valid lines to a
/// [io.tidemill.format.LineOutput]. What is no line is handed there as a reject, with its place and the reason, and cutting
/// goes on behind it.
///
/// **Threads**: a splitter and its output belong to one thread. **Memory**: a splitter's buffers are counted by the budget that it was
/// given; lines are lent for the length of a call.
///
/// May import: memory, kernel.
@NullMarked
package io.tidemill.format;

import org.jspecify.annotations.NullMarked;
