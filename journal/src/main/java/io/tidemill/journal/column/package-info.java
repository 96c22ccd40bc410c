// SPDX-License-Identifier: Apache-2.0
/// The rows of one column as bytes, and back.
///
/// A [io.tidemill.journal.column.ColumnEncoder] writes what a chunk's column views, wherever its rows and bits begin and however
/// its text was cut out; a [io.tidemill.journal.column.ColumnDecoder] writes the same rows into an empty block. What was encoded
/// says by itself how, so that every chunk can be read alone. Values come back bit by bit, floats too; what lies under a null
/// comes back as 0.
///
/// **Bytes.** One byte of head: the encoding in the low four bits, [io.tidemill.journal.column.ColumnFormat#NULLS] if validity
/// bits follow; those bits from bit 0 on; then the values of the rows that are not null, as
/// [io.tidemill.journal.column.ColumnFormat] says for each encoding. Booleans keep a bit for null rows too.
///
/// **Threads**: an encoder, and a decoder, belong to one. **Memory**: both have some of their own, counted by a budget, and make
/// no garbage; numbers are worked on in arrays on the heap, where the compiler makes vectors of loops. Bytes to be decoded are not trusted: whatever they are, nothing is read or written outside of what was handed
/// over, and the only exception is a [io.tidemill.journal.JournalException]. May import: memory, the journal's
/// interfaces.
@NullMarked
package io.tidemill.journal.column;

import org.jspecify.annotations.NullMarked;
