// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;

/// What a run of entries holds: counted while they pass.
public final class Counts {
    private long chunks;
    private long rows;
    private long batches;
    private long rejects;
    private long verdicts;
    private long firstSequence = -1;
    private long lastSequence = -1;
    private @Nullable BatchEnd firstBatch;
    private @Nullable BatchEnd lastBatch;

    /// A tick, kept.
    public record BatchEnd(long id, long timeMicros, boolean complete) {
        static BatchEnd of(JournalEntry.Tick tick) {
            return new BatchEnd(tick.batchId(), tick.batchTimeMicros(), tick.complete());
        }
    }

    public void add(JournalEntry entry) {
        firstSequence = firstSequence < 0 ? entry.sequence() : firstSequence;
        lastSequence = entry.sequence();
        switch (entry) {
            case JournalEntry.Rows ofPublisher -> {
                chunks += ofPublisher.rows() == 0 ? 0 : 1;
                rows += ofPublisher.rows();
            }
            case JournalEntry.Tick tick -> {
                batches++;
                lastBatch = BatchEnd.of(tick);
                firstBatch = firstBatch == null ? lastBatch : firstBatch;
            }
            case JournalEntry.Rejected _ -> rejects++;
            case JournalEntry.Ruling _ -> verdicts++;
        }
    }

    public boolean isEmpty() {
        return firstSequence < 0;
    }

    /// Entries with rows.
    public long chunks() {
        return chunks;
    }

    public long rows() {
        return rows;
    }

    public long batches() {
        return batches;
    }

    public long rejects() {
        return rejects;
    }

    public long verdicts() {
        return verdicts;
    }

    /// -1 if there is none, as is the last.
    public long firstSequence() {
        return firstSequence;
    }

    public long lastSequence() {
        return lastSequence;
    }

    @Nullable
    public BatchEnd firstBatch() {
        return firstBatch;
    }

    @Nullable
    public BatchEnd lastBatch() {
        return lastBatch;
    }
}
