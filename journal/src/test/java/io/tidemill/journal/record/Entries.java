// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.ByteBuffer;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.Chunk;

/// Entries as values, for tests: what an engine would hand to a journal.
public final class Entries {
    private Entries() {}

    /// Rows on their way into a journal.
    public record Rows(long sequence, int input, String publisher, long firstRow, Positions positions, Chunk chunk)
            implements
                JournalEntry.NewRows {
        @Override
        public int rows() {
            return chunk.rows();
        }
    }

    /// The end of a batch.
    public record Tick(long sequence, long batchId, long batchTimeMicros, boolean endOfStream, boolean complete)
            implements
                JournalEntry.Tick {}

    /// Bytes that are no row.
    public record Rejected(long sequence, int input, String source, String part, long offset, String reason,
            ByteBuffer bytes) implements JournalEntry.Rejected {}

    /// What shall become of a row.
    public record Ruling(long sequence, Verdict verdict) implements JournalEntry.Ruling {}

    public static Positions positions(Object... partsAndOffsets) {
        Positions positions = new Positions();
        for (int i = 0; i < partsAndOffsets.length; i += 2) {
            positions.put((String) partsAndOffsets[i], ((Number) partsAndOffsets[i + 1]).longValue());
        }
        return positions;
    }
}
