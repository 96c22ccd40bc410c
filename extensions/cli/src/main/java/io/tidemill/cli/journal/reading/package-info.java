// SPDX-License-Identifier: Apache-2.0
/// A journal as commands come to it: where it lies, how much of it is sound, its entries one after the other, and what they come to.
///
/// An [io.tidemill.cli.journal.reading.OpenJournal] is found by [io.tidemill.cli.journal.reading.DirectoryOptions], gone through by
/// [io.tidemill.cli.journal.reading.Scan], and judged in an [io.tidemill.cli.journal.reading.Finding]. No lock is taken and nothing is written.
///
/// **Threads**: the caller's. **Memory**: one chunk of an input at a time. May import: journal and its directory, the carriers, memory, time,
/// what commands share, picocli.
@NullMarked
package io.tidemill.cli.journal.reading;

import org.jspecify.annotations.NullMarked;
