// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;

/// Sees every valid record of a journal while it is scanned, in order, and the entries in each.
///
/// What it throws ends the scan.
public interface ScanVisitor {
    ScanVisitor NONE = new ScanVisitor() {};

    /// The next record: a header, which begins a file, or one that entries follow from.
    ///
    /// @param header of the incarnation
    /// @param offset where in the file the record begins
    default void record(JournalHeader header, Path file, long offset, int bytes) {}

    /// The next entry of that record, borrowed for the length of the call.
    default void entry(JournalEntry entry) {}
}
