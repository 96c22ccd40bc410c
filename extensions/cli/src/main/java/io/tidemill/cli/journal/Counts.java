// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;

/// What a run of entries holds: counted while they pass.
final class Counts {
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
    record BatchEnd(long id, long timeMicros, boolean complete) {
        static BatchEnd of(JournalEntry.Tick tick) {
            return new BatchEnd(tick.batchId(), tick.batchTimeMicros(), tick.complete());
        }
    }

    void add(JournalEntry entry) {
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

    boolean isEmpty() {
        return firstSequence < 0;
    }

    /// Entries with rows.
    long chunks() {
        return chunks;
    }

    long rows() {
        return rows;
    }

    long batches() {
        return batches;
    }

    long rejects() {
        return rejects;
    }

    long verdicts() {
        return verdicts;
    }

    /// -1 if there is none, as is the last.
    long firstSequence() {
        return firstSequence;
    }

    long lastSequence() {
        return lastSequence;
    }

    @Nullable
    BatchEnd firstBatch() {
        return firstBatch;
    }

    @Nullable
    BatchEnd lastBatch() {
        return lastBatch;
    }
}
