// SPDX-License-Identifier: Apache-2.0
/// Chronicle Queue as a carrier: it lays records into memory-mapped files, and promises nothing.
///
/// Chronicle carries bytes, and that is all that it is trusted with: records bring their own checksums, a barrier is a
/// `FileChannel.force` of ours on the file, space is allocated before Chronicle may touch it, and an incarnation is a queue of its own, in
/// a directory that is never opened for writing a second time, so none of its indices and recoveries matters; its lock is never taken. Whoever reads
/// the files reads bytes, without Chronicle; but Chronicle's own tailer reads them too.
///
/// **Files.** `metadata.cq4t`, Chronicle's own, and for each cycle `yyyyMMdd-HHLX.cq4`, whose name counts hours from 1970, from 1 on. A
/// cycle ends when this carrier says so, not by a clock. A file is a run of [io.tidemill.journal.chronicle.Documents]; the first
/// three are Chronicle's, every other one is a record.
///
/// **Threads**: as [io.tidemill.journal.Carrier.Writer] says; Chronicle starts none. The allocating thread begins the next file, maps it
/// and touches its pages: the writer finds everything there. **Memory**: mappings of whole files, outside any budget; an append
/// leaves no garbage, a new file does. **Off**: Chronicle's analytics, announcements, disk monitor and background releaser, by system properties
/// that hold for every queue in the process unless they were set before. May import: memory, the journal's interfaces, and the files
/// allocated ahead of `journal.file`. Needs flags, see [io.tidemill.journal.chronicle.ChronicleFlags]. The only room that knows Chronicle.
@NullMarked
package io.tidemill.journal.chronicle;

import org.jspecify.annotations.NullMarked;
