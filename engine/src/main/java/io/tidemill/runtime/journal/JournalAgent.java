// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.journal;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.Metrics;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.thread.Bells;
import io.tidemill.runtime.thread.EngineAgent;

/// Appends every slot to the journal, in order, beside the lanes; then tells publishers what has become durable.
///
/// What is ready goes into the journal in one go. Slots that were replayed are there already. Without room on the disk the agent
/// stands still, so that the ring fills up and intake stops; it goes on when there is space.
public final class JournalAgent implements EngineAgent {
    private static final int MOST_SLOTS = 64;

    private final Ring.Reader<Slot> reader;
    private final Journal journal;
    private final SlotEntries entries;
    private final Bells downstream;
    private final long replayed;
    private final JournalMeter meter;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private boolean unflushed;
    private volatile boolean waits;
    private volatile boolean closing;

    /// @param replayed the last sequence that the journal held at the start
    /// @param downstream wakes whoever waits for entries to be durable
    public JournalAgent(Ring.Reader<Slot> reader, Journal journal, ExecutionPlan plan, long replayed,
            Bells downstream, EngineCounters counters) {
        this.reader = reader;
        this.journal = journal;
        this.entries = new SlotEntries(plan);
        this.replayed = replayed;
        this.downstream = downstream;
        this.meter = new JournalMeter(journal, counters, replayed);
    }

    /// Adds what the journal takes, and how far the disk is behind.
    public void describe(Metrics metrics) {
        meter.describe(metrics);
    }

    /// Whether there is anything to do that is possible now.
    @Override
    public boolean hasWork() {
        boolean canAppend = !waits || !journal.isDiskLow();
        return (canAppend && (unflushed || reader.poll() != null))
                || acknowledgements.isDue(journal.durableSequence());
    }

    @Override
    public int doWork() {
        int work = take();
        if (unflushed) {
            unflushed = !journal.flush();
            waits = unflushed;
        }
        meter.look();
        if (work > 0) {
            downstream.ring();
        }
        return work + acknowledgements.give(journal.durableSequence());
    }

    private int take() {
        int taken = 0;
        for (Slot slot = reader.poll(); slot != null && taken < MOST_SLOTS; slot = reader.poll()) {
            if (reader.next() > replayed && !append(slot)) {
                waits = true;
                break;
            }
            reader.advance();
            taken++;
        }
        return taken;
    }

    private boolean append(Slot slot) {
        JournalEntry entry = entries.of(reader.next(), slot);
        if (!acknowledgements.hasRoom() || !journal.append(entry)) {
            return false;
        }
        meter.took(entry);
        unflushed = true;
        HandoffReader publisher = slot.publisher();
        if (publisher != null && slot.kind() == Slot.Kind.CHUNK) {
            acknowledgements.add(reader.next(), publisher, slot);
        }
        return true;
    }

    /// Whether the journal holds all slots up to one, as durable as was promised. Any thread.
    public boolean isDurable(long sequence) {
        return Math.max(replayed, journal.durableSequence()) >= sequence;
    }

    @Override
    public void onClose() {
        closing = true;
        try {
            journal.close();
        } finally {
            closing = false;
        }
    }

    /// Whether the journal is being closed at this moment, for which it may have to wait. Any thread.
    public boolean isClosing() {
        return closing;
    }

    @Override
    public String roleName() {
        return "journal";
    }
}
