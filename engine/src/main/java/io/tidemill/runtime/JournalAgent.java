// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import org.agrona.concurrent.Agent;

import io.tidemill.journal.Journal;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;

/// Appends every slot to the journal, in order, beside the lanes.
final class JournalAgent implements Agent {
    private final Ring.Reader<Slot> reader;
    private final Journal journal;
    private final SlotEntries entries;
    private final Doorbell downstream;

    /// @param downstream wakes whoever waits for entries to be durable
    JournalAgent(Ring.Reader<Slot> reader, Journal journal, SlotEntries entries, Doorbell downstream) {
        this.reader = reader;
        this.journal = journal;
        this.entries = entries;
        this.downstream = downstream;
    }

    @Override
    public int doWork() {
        Slot slot = reader.poll();
        if (slot == null) {
            return 0;
        }
        journal.append(entries.of(reader.next(), slot));
        reader.advance();
        downstream.ring();
        return 1;
    }

    @Override
    public void onClose() {
        journal.close();
    }

    @Override
    public String roleName() {
        return "journal";
    }
}
