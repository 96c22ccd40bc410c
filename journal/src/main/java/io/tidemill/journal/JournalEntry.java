// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.nio.ByteBuffer;

import io.tidemill.memory.Chunk;

/// One slot of the input, as the journal sees it: set again for each, borrowed for the length of an append.
public sealed interface JournalEntry {

    long sequence();

    /// Rows of one publisher.
    non-sealed interface Rows extends JournalEntry {
        int input();

        String publisher();

        Chunk chunk();
    }

    /// The end of a batch.
    non-sealed interface Tick extends JournalEntry {
        long batchId();

        long batchTimeMicros();

        boolean endOfStream();
    }

    /// Bytes of a source that are no row.
    non-sealed interface Rejected extends JournalEntry {
        int input();

        String source();

        long offset();

        String reason();

        ByteBuffer bytes();
    }
}
