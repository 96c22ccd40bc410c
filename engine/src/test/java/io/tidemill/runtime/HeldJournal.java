// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.Position;

/// A journal in memory in which nothing becomes durable before the test says so.
class HeldJournal implements Journal {
    private final AtomicLong durable = new AtomicLong(-1);
    private long last = -1;
    private boolean released;

    /// Makes durable what was appended, and what will be.
    void release() {
        released = true;
        durable.set(last);
    }

    @Override
    public Durability durability() {
        return Durability.POWER;
    }

    @Override
    public boolean append(JournalEntry entry) {
        last = entry.sequence();
        if (released) {
            durable.set(last);
        }
        return true;
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public long durableSequence() {
        return durable.get();
    }

    @Override
    public boolean isDiskLow() {
        return false;
    }

    @Override
    public Position position() {
        return new Position(1, last);
    }

    @Override
    public List<Companion> companions() {
        return List.of();
    }

    @Override
    public void close() {
        released = false;
    }
}
