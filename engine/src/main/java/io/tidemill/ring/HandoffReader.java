// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// The engine's end of a [Handoff]: takes views of rows in order, and gives blocks back in order.
///
/// Taking belongs to the ingest agent, giving back to the output agent; each has its own fields here, apart from the writer's,
/// because one shared cache line more than doubles the cost of a row.
public final class HandoffReader {
    private final Handoff handoff;
    private final int input;
    private final String name;
    private final int mostRows;
    private long taken;
    private long entryIndex;

    HandoffReader(Handoff handoff, int input, String name, int mostRows) {
        this.handoff = handoff;
        this.input = input;
        this.name = name;
        this.mostRows = mostRows;
    }

    /// Which input of the plan the rows belong to.
    public int input() {
        return input;
    }

    public String name() {
        return name;
    }

    /// Rows that the publisher has written. Any thread.
    public long written() {
        return handoff.tail.get();
    }

    /// Rows that were taken. Ingest.
    public long taken() {
        return taken;
    }

    /// Whether the publisher was closed and all its rows taken. Ingest.
    public boolean isExhausted() {
        return handoff.closed && handoff.tail.get() == taken;
    }

    /// Fills a slot with a view of the next rows, up to a row number; false if there are none. Ingest.
    public boolean take(Slot slot, long upToRow) {
        long end = Math.min(handoff.tail.get(), upToRow); // acquires what the writer's release of `tail` showed
        if (end <= taken) {
            return false;
        }
        Handoff.Entry entry = handoff.entry(entryIndex);
        if (taken == entry.endRow) {
            entry = handoff.entry(++entryIndex);
        }
        end = Math.min(Math.min(end, entry.endRow), taken + mostRows);
        slot.chunk(this, entryIndex, entry.block, (int) (taken - entry.firstRow), (int) (end - entry.firstRow), end);
        taken = end;
        return true;
    }

    /// Gives back what a slot viewed. Output agent, in the order of taking.
    void release(long entryIndexOfSlot, long endRow) {
        Handoff.Entry entry = handoff.entry(entryIndexOfSlot);
        if (endRow == entry.endRow) {
            Runnable onReleased = entry.onReleased;
            handoff.head.set(entryIndexOfSlot + 1);
            if (onReleased != null) {
                onReleased.run();
            }
        } else if (handoff.head.get() < entryIndexOfSlot) {
            handoff.head.set(entryIndexOfSlot);
        }
    }

    /// Blocks that the publisher cannot write, of how many. Any thread; for gauges.
    public long blocksInUse(long writerEntries) {
        return writerEntries - handoff.head.get();
    }
}
