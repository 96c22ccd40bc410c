// SPDX-License-Identifier: Apache-2.0
/// Columns off the heap: what rows look like in memory, who owns it, and how much there may be.
///
/// A [io.tidemill.memory.Block] holds the buffers of the columns of a [io.tidemill.memory.Schema]. A
/// [io.tidemill.memory.Chunk] is a view of a run of its rows, one [io.tidemill.memory.Column] a field, narrowed at will by a
/// [io.tidemill.memory.Selection]. A [io.tidemill.memory.BlockWriter] appends rows to a block.
///
/// **Layout.** Arrow's: fixed-width values little-endian; booleans and validity bit-packed, least significant bit first, 1 =
/// valid; `utf8` as int32 offsets and bytes. A column of words cut out of other text keeps starts and ends apart and copies
/// nothing ([io.tidemill.memory.Column]). Buffers start at 64-byte boundaries and have 64 readable bytes after them, so that a
/// vector may be loaded at any row.
///
/// **Threads.** A block has one writer; rows that were handed over by a release store may be read by any thread. Chunks,
/// columns and selections belong to one thread.
///
/// **Memory.** Everything is counted by a [io.tidemill.memory.MemoryBudget] that must read 0 at the end. Views borrow; whoever
/// keeps rows copies them.
///
/// May import: the JDK. Knows no query, thread or file.
@NullMarked
package io.tidemill.memory;

import org.jspecify.annotations.NullMarked;
