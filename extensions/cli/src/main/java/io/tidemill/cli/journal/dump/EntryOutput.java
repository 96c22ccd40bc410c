// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.dump;

import java.io.IOException;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;

/// Where entries are written one after the other.
interface EntryOutput extends AutoCloseable {
    /// @param header of the incarnation that the entry belongs to
    void write(JournalHeader header, JournalEntry entry) throws IOException;

    @Override
    void close() throws IOException;
}
