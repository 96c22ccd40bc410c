// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.util.List;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalHeader;

/// An incarnation while it is written, with its companions driven by hand, so that a test decides who comes when.
final class RunningJournal implements AutoCloseable {
    final JournalHeader header;
    final JournalWriter journal;
    private final DataDirectory directory;
    private final JournalRig rig;
    private long next;

    RunningJournal(DataDirectory directory, JournalHeader header, JournalWriter journal, JournalRig rig) {
        this.directory = directory;
        this.header = header;
        this.journal = journal;
        this.rig = rig;
        this.next = header.firstSequence();
    }

    /// Appends entries, each in a record of its own, and makes room for each.
    void append(int count) {
        for (int i = 0; i < count; i++) {
            appendWithRoom();
            flushWithRoom();
        }
    }

    void appendWithRoom() {
        while (!tryAppend()) {
            allocate();
        }
    }

    void flushWithRoom() {
        while (!journal.flush()) {
            allocate();
        }
    }

    boolean tryAppend() {
        if (journal.append(rig.entry(next))) {
            next++;
            return true;
        }
        return false;
    }

    /// The sequence of the last entry that was taken.
    long last() {
        return next - 1;
    }

    /// Does what the allocating companion would do now.
    Carrier.Allocation allocate() {
        Carrier.Allocation allocation;
        do {
            allocation = companion(SpaceAhead.class).step(() -> {});
        } while (allocation == Carrier.Allocation.GREW);
        return allocation;
    }

    /// One barrier.
    void barrier() {
        companion(GroupCommit.class).force();
    }

    private <T extends Journal.Companion> T companion(Class<T> type) {
        List<T> found = journal.companions().stream().filter(type::isInstance).map(type::cast).toList();
        return found.getFirst();
    }

    /// Gives up the lock and nothing else, as the death of the process does.
    void letGoOfTheDirectory() {
        directory.close();
    }

    @Override
    public void close() {
        try (DataDirectory _ = directory) {
            journal.close();
        }
    }
}
