// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.nio.ByteBuffer;

import io.tidemill.memory.Block;
import io.tidemill.memory.Chunk;

/// One slot of the input, as it is handed to the journal or read from it: set again for each, borrowed until the next.
public sealed interface JournalEntry {

    /// Numbers the slots, on through all incarnations, from 0.
    long sequence();

    /// Rows of one publisher; or none, where a source has only said how far it has come.
    sealed interface Rows extends JournalEntry permits NewRows, StoredRows {
        /// Which input of the plan the rows belong to.
        int input();

        /// The name of the publisher or source.
        String publisher();

        /// The publisher's number of the first row, counted through all incarnations.
        long firstRow();

        int rows();

        /// How far the publisher had come with the last of the rows: those parts only that rows of this chunk belong to, or that
        /// were noted beside them.
        Positions positions();
    }

    /// Rows on their way into the journal.
    non-sealed interface NewRows extends Rows {
        /// The rows, without a selection. Not asked for if there are none.
        Chunk chunk();
    }

    /// Rows that were read from a journal.
    non-sealed interface StoredRows extends Rows {
        /// Writes the rows, if there are any, into an empty block of the input's schema, from row 0 on. The block has room for so many rows and texts
        /// as the journal's header says.
        void decode(Block block);
    }

    /// The end of a batch.
    non-sealed interface Tick extends JournalEntry {
        long batchId();

        long batchTimeMicros();

        /// Whether the engine was stopped in order, or all inputs had ended.
        boolean endOfStream();

        /// Whether all inputs have ended by themselves, so that nothing follows.
        boolean complete();
    }

    /// Bytes of a source that are no row.
    non-sealed interface Rejected extends JournalEntry {
        int input();

        String source();

        /// The part of the source, see [Positions].
        String part();

        /// Of the first byte in its part; [Long#MAX_VALUE] if it is about the part as a whole.
        long offset();

        String reason();

        ByteBuffer bytes();
    }

    /// What shall become of a row on which code of the user's throws.
    non-sealed interface Ruling extends JournalEntry {
        Verdict verdict();
    }
}
