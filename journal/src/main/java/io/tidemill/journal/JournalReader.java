// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import org.jspecify.annotations.Nullable;

/// Reads the entries of a journal in order, through all incarnations, to the end of the longest valid prefix. One thread.
public interface JournalReader extends AutoCloseable {

    /// The next entry, borrowed until the next call; null at the end.
    @Nullable
    JournalEntry next();

    /// The header of the incarnation that the last entry belongs to.
    JournalHeader header();

    /// How many bytes of the journal's files have been read so far.
    long bytesRead();

    @Override
    void close();
}
