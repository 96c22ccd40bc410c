// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.journal;

import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.MemoryJournal;
import io.tidemill.memory.RowBytes;
import io.tidemill.metrics.Counter;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.Metrics;

/// What goes into a journal, and how far the disk is behind. Written by the journal agent, read by anyone.
///
/// The time that it takes an entry to become durable is measured for one entry at a time: the clock is read when one is marked, and when
/// it is durable, so never where entries are durable as soon as they are written.
final class JournalMeter {
    private final Journal journal;
    private final boolean isKept;
    private final EngineCounters counters;
    private final Counter sequence = new Counter(); // the last that the journal has taken
    private final Counter waitsSinceNanos = new Counter(); // since the marked entry was taken; 0 if none is
    private final Counter lastLagNanos = new Counter();
    private long marked = -1; // the sequence that is waited for; -1 for none

    /// @param replayed the last sequence that the journal held at the start
    JournalMeter(Journal journal, EngineCounters counters, long replayed) {
        this.journal = journal;
        this.isKept = !(journal instanceof MemoryJournal);
        this.counters = counters;
        sequence.set(replayed);
    }

    /// The journal has taken an entry.
    void took(JournalEntry entry) {
        if (!isKept) {
            return;
        }
        sequence.set(entry.sequence());
        if (entry instanceof JournalEntry.NewRows rows && rows.rows() > 0) {
            counters.journaledRows.add(rows.rows());
            counters.journaledRowBytes.add(RowBytes.of(rows.chunk()));
        }
    }

    /// All that can be written for now has been.
    void look() {
        if (!isKept) {
            return;
        }
        counters.journaledRecordBytes.set(journal.recordBytes());
        long durable = journal.durableSequence();
        if (marked >= 0 && durable >= marked) {
            lastLagNanos.set(System.nanoTime() - waitsSinceNanos.value());
            waitsSinceNanos.set(0);
            marked = -1;
        }
        if (marked < 0 && durable < sequence.value()) {
            marked = sequence.value();
            waitsSinceNanos.set(System.nanoTime() | 1);
        }
    }

    /// How many entries the journal has taken that are not durable yet; 0 in memory. Any thread.
    long lagEntries() {
        return isKept ? Math.max(0, sequence.value() - journal.durableSequence()) : 0;
    }

    /// How long it takes an entry to become durable, or has been taking; 0 if all are. Any thread.
    long lagMicros() {
        if (lagEntries() == 0) {
            return 0;
        }
        long since = waitsSinceNanos.value();
        long waiting = since == 0 ? 0 : System.nanoTime() - since;
        return Math.max(lastLagNanos.value(), waiting) / 1_000;
    }

    void describe(Metrics metrics) {
        metrics.add("tidemill_journal_rows_total", counters.journaledRows::value);
        metrics.add("tidemill_journal_row_bytes_total", counters.journaledRowBytes::value);
        metrics.add("tidemill_journal_record_bytes_total", counters.journaledRecordBytes::value);
        metrics.add("tidemill_journal_lag_entries", this::lagEntries);
        metrics.add("tidemill_journal_lag_micros", this::lagMicros);
        metrics.add("tidemill_journal_disk_low", () -> journal.isDiskLow() ? 1 : 0);
    }
}
