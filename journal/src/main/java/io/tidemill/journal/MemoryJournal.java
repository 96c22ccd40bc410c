// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The journal of an engine without a data directory: counts entries and keeps none, so each is durable at once and survives
/// nothing.
public final class MemoryJournal implements Journal {
    private final AtomicLong last;

    public MemoryJournal() {
        this(-1);
    }

    /// A journal behind one that is only replayed.
    ///
    /// @param lastSequence of that
    public MemoryJournal(long lastSequence) {
        last = new AtomicLong(lastSequence);
    }

    @Override
    public Durability durability() {
        return Durability.NONE;
    }

    @Override
    public boolean append(JournalEntry entry) {
        long expected = last.get() + 1;
        if (entry.sequence() != expected) {
            throw new IllegalStateException(
                    "the journal was handed sequence %d where %d comes next".formatted(entry.sequence(), expected));
        }
        last.setRelease(expected);
        return true;
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public long durableSequence() {
        return last.getAcquire();
    }

    @Override
    public boolean isDiskLow() {
        return false;
    }

    @Override
    public Position position() {
        return new Position(1, last.getAcquire());
    }

    @Override
    public List<Companion> companions() {
        return List.of();
    }

    @Override
    public void close() {}
}
