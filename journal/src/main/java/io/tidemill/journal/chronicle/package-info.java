// SPDX-License-Identifier: Apache-2.0
/// Chronicle Queue as a carrier: it lays records into memory-mapped files, and promises nothing.
///
/// An incarnation is a queue of its own, in a directory that no other process ever appends to. Each of its cycles is a file: a cycle ends
/// when this carrier says so, not by the clock. Files are made and filled with zeros before Chronicle maps them, so that no write can
/// fault for want of space; barriers are `FileChannel.force` on them; and whoever reads them reads bytes, without Chronicle.
///
/// **Threads**: as [io.tidemill.journal.Carrier.Writer] says. **Memory**: Chronicle's mappings, outside any budget: one block of each file
/// that is open. Needs flags, see [io.tidemill.journal.chronicle.ChronicleFlags]. May import: memory, the journal's interfaces, and the files
/// allocated ahead of `journal.file`. The only room that knows Chronicle.
@NullMarked
package io.tidemill.journal.chronicle;

import org.jspecify.annotations.NullMarked;
