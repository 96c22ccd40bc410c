// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.lmax.disruptor.Sequence;
import io.tidemill.Publisher;
import io.tidemill.journal.Positions;
import io.tidemill.memory.Padding;

/// The engine's end of a [Handoff]: takes views of rows in order, and gives blocks back in order.
///
/// Taking belongs to the ingest agent, giving back to the output agent; each has its own fields here, apart from the writer's,
/// because one shared cache line more than doubles the cost of a row.
public final class HandoffReader extends Padding implements RowsOwner {
    /// How many looks at what is durable cost as much as one at the clock.
    private static final int CLOCK_LOOKS = 16;

    private final Handoff handoff;
    private final int input;
    private final String name;
    private final int mostRows;
    private final Sequence releasedRows;
    private final Sequence takenRows;
    private final DurableRows durable;
    private @Nullable HandoffReader predecessor; // of the same name, as long as it has rows to be taken
    private long taken;
    private long entryIndex;

    HandoffReader(Handoff handoff, RowPublisher.Options options) {
        this.handoff = handoff;
        this.input = options.input();
        this.name = options.name();
        this.mostRows = options.blockRows();
        this.taken = options.firstRow();
        this.releasedRows = new Sequence(taken);
        this.takenRows = new Sequence(taken);
        this.durable = options.durable();
    }

    /// Which input of the plan the rows belong to.
    public int input() {
        return input;
    }

    public String name() {
        return name;
    }

    /// Rows that the publisher has written: acquires what its release of the count showed. Any thread.
    ///
    /// Each look takes the count's cache line away from the writer.
    public long written() {
        return handoff.tail.get();
    }

    /// Lets rows be taken only when all those of another publisher were, which is closed. Before the first is.
    public void follow(HandoffReader closed) {
        predecessor = closed;
    }

    /// Whether rows may be taken yet: those of a closed publisher of the same name come first. Ingest.
    public boolean isNext() {
        HandoffReader first = predecessor;
        if (first != null && first.taken == first.handoff.tail.get()) {
            predecessor = null;
        }
        return predecessor == null;
    }

    /// Rows that were taken. Ingest.
    public long taken() {
        return taken;
    }

    /// Tells other threads what was taken, now that it stands in the ring. Ingest.
    public void showTaken() {
        takenRows.set(taken);
        handoff.asides.showTaken();
    }

    /// Whether every row that was written, and all between, stands in the ring. Any thread.
    public boolean isCaughtUp() {
        return takenRows.get() == handoff.tail.get() && handoff.asides.areTaken();
    }

    /// Says that no more rows are taken than were. Ingest, or whoever has outlived it.
    public void settle() {
        handoff.finalRows = taken;
    }

    /// The external id of the last row that was written, or [Publisher#NO_ID]. When the writer has closed the publisher.
    public long lastId() {
        return handoff.lastId;
    }

    /// Lets the publisher append nothing more. Any thread.
    public void close() {
        handoff.closed = true;
    }

    public boolean isClosed() {
        return handoff.closed;
    }

    /// Whether the publisher was closed and nobody reads any of its rows any more. Ingest.
    public boolean isOver() {
        return handoff.closed && isCaughtUp() && releasedRows.get() == taken;
    }

    /// Gives the memory of a publisher back to the budget, and what it lent to the lenders, when nothing is read any more. Its
    /// writer, if it still writes, writes into memory that nobody reads.
    public void free() {
        handoff.closed = true;
        settle();
        handoff.free();
    }

    /// Whether a reject or a note stands in front of the next row. Ingest; asked behind [#written], it knows of all that stand in
    /// front of rows that were.
    public boolean hasAside() {
        return handoff.asides.isNext(taken);
    }

    /// Fills a slot with what stands in front of the next row: one reject, or notes. Ingest, if there is something.
    public void takeAside(Slot slot) {
        Asides asides = handoff.asides;
        Reject reject = asides.takeReject();
        if (reject != null) {
            slot.reject(input, reject);
        } else {
            slot.notes(this, taken);
            while (asides.nextNote(taken) >= 0) {
                asides.takeNote(slot.positions());
            }
        }
    }

    /// Fills a slot with a view of the next rows, up to a row number that [#written] has answered; false if there are none, or if a
    /// reject stands in front of them. Ingest.
    public boolean take(Slot slot, long upToRow) {
        long end = handoff.asides.limit(upToRow);
        if (end <= taken) {
            return false;
        }
        Handoff.Entry entry = handoff.entry(entryIndex);
        if (taken == entry.endRow) {
            entry = handoff.entry(++entryIndex); // the block was ended early, after its last row had been taken
        }
        end = Math.min(Math.min(end, entry.endRow), taken + mostRows);
        boolean endsEntry = end == entry.endRow;
        slot.chunk(this, entry.block, (int) (taken - entry.firstRow), (int) (end - entry.firstRow));
        slot.ends(entryIndex, endsEntry, end);
        collectPlaces(entry, end, slot.positions());
        taken = end;
        if (endsEntry) {
            entryIndex++; // now: once released, the entry may be used again before the next rows are taken
        }
        return true;
    }

    /// Collects the places of rows, and the notes between them and right behind them, in their order.
    private void collectPlaces(Handoff.Entry entry, long end, Positions positions) {
        Places places = entry.block == entry.own ? handoff.places : null; // rows that were lent have none
        Asides asides = handoff.asides;
        long from = taken;
        for (long row = asides.nextNote(end); row >= 0; row = asides.nextNote(end)) {
            if (places != null && row > from) {
                places.collect(entryIndex, (int) (from - entry.firstRow), (int) (row - entry.firstRow), positions);
            }
            asides.takeNote(positions);
            from = Math.max(from, row);
        }
        if (places != null && end > from) {
            places.collect(entryIndex, (int) (from - entry.firstRow), (int) (end - entry.firstRow), positions);
        }
    }

    /// Says that all rows before one are as durable as was promised. Journal agent.
    ///
    /// @param lastId the external id of the last of them, if they have any
    public void durable(long endRow, long lastId) {
        durable.set(endRow, lastId);
    }

    /// How many rows are durable, of this publisher and those of its name before it, as rows are numbered. Any thread.
    public long durableRows() {
        return durable.rows();
    }

    /// The external id of the last durable row, or [Publisher#NO_ID]. Any thread.
    public long durableId() {
        return durable.id();
    }

    /// Waits until a row is durable, as the host lets its callers wait; false if the time is over. Any thread but the engine's.
    boolean awaitDurable(long number, Duration timeout, PublisherHost host) throws InterruptedException {
        if (number >= handoff.tail.get()) {
            throw new IllegalArgumentException(
                    "publisher `%s` has appended no row %,d yet".formatted(name(), number));
        }
        long began = System.nanoTime();
        for (int attempts = 0; durable.rows() <= number; attempts++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (attempts % CLOCK_LOOKS == CLOCK_LOOKS - 1 && System.nanoTime() - began >= timeout.toNanos()) {
                return false;
            }
            host.awaitDurable(attempts);
        }
        return true;
    }

    /// For the next publisher of the name. Any thread.
    public DurableRows durable() {
        return durable;
    }

    /// An entry is free with the view that ends it, or, if it was ended after its last row had been taken, with the first view
    /// of its successor.
    @Override
    public void release(long entryIndexOfSlot, boolean endsEntry, long endRow) {
        releasedRows.set(endRow);
        if (endsEntry) {
            @Nullable
            Runnable lender = handoff.entry(entryIndexOfSlot).letGo();
            handoff.head.set(entryIndexOfSlot + 1);
            if (lender != null) {
                handoff.tell(lender);
            }
        } else if (handoff.head.get() < entryIndexOfSlot) {
            handoff.head.set(entryIndexOfSlot);
        }
    }

    /// Blocks with rows that are not free yet, and the one at hand. Any thread; for gauges.
    public long blocksInUse() {
        long free = handoff.head.get();
        return Math.max(0, handoff.claimed.value() - free);
    }

    /// How often the publisher has waited for a block. Any thread; for gauges.
    public long waits() {
        return handoff.waits.value();
    }

    /// Rows that were written and are not free yet. Any thread; for gauges.
    public long rowsInUse() {
        return handoff.tail.get() - releasedRows.get();
    }
}
