// SPDX-License-Identifier: Apache-2.0
/// Arrow in, Arrow out: chunks as `VectorSchemaRoot`s and back, without copying values.
///
/// [io.tidemill.memory.arrow.ArrowView] shows a chunk to code that speaks Arrow, for the length of a callback;
/// [io.tidemill.memory.arrow.ArrowColumns] lends the columns of a root to a publisher; an [io.tidemill.memory.arrow.ArrowFile] is a
/// file of chunks for other programs.
///
/// **Threads**: a view belongs to one. **Memory**: nothing is copied but bits that do not start at a byte, text that does not lie in
/// one piece, and rows that are selected; what is lent may be used until it is taken back. May import: memory, and alone of all
/// rooms Arrow.
@NullMarked
package io.tidemill.memory.arrow;

import org.jspecify.annotations.NullMarked;
