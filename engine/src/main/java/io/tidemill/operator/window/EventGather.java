// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.fold.Fold;

/// Adds rows to the slices that their times are in, and counts those that are late, ahead, or without a time.
///
/// Most chunks are of one slice and go there whole; others are dealt out.
final class EventGather implements SliceSplit.Taker {
    private final int column;
    private final Lateness lateness;
    private final EventClock clock;
    private final Kernel<Loop.IntegerReduction> lowest;
    private final Kernel<Loop.IntegerReduction> highest;
    private final SliceSplit split;
    private final EventSlices slices;
    private long firstWanted = Long.MIN_VALUE;
    private @Nullable Fold fold; // of the rows that are split

    /// @param column of the time
    EventGather(SliceMaker maker, Schema input, int column, Lateness lateness, OperatorContext context, Owned owned) {
        this.column = column;
        this.lateness = lateness;
        this.clock = context.clock();
        this.lowest = context.forge().kernel(Reduction.MIN.integers(Type.INT64));
        this.highest = context.forge().kernel(Reduction.MAX.integers(Type.INT64));
        this.split = new SliceSplit(input, context, owned);
        this.slices = owned.add(new EventSlices(maker, context.name()));
    }

    /// What has been gathered.
    EventSlices slices() {
        return slices;
    }

    /// Rows of slices before this one are late from now on.
    void wantFrom(long slice) {
        firstWanted = slice;
    }

    /// Adds the selected rows of a chunk.
    void add(Chunk chunk, Fold rows) {
        Column times = chunk.column(column);
        if (times.validity() == 0 && chunk.rows() > 0) { // what is not selected is nearly always of the same time
            long first = lateness.sliceOf(lowest.current().apply(times.data(), 0, 0, chunk.rows()));
            long last = lateness.sliceOf(highest.current().apply(times.data(), 0, 0, chunk.rows()));
            if (first == last) {
                add(first, chunk, rows);
                return;
            }
        }
        fold = rows;
        split.split(chunk, column, lateness.slideMicros(), firstWanted, this);
        clock.lateRows().add(split.late());
        clock.timelessRows().add(split.timeless());
    }

    @Override
    public void take(long slice, Chunk rows) {
        add(slice, rows, Objects.requireNonNull(fold));
    }

    private void add(long slice, Chunk rows, Fold to) {
        if (slice < firstWanted) {
            clock.lateRows().add(rows.selectedRows());
            return;
        }
        EventSlices.Numbered numbered = slices.at(slice);
        numbered.rows += rows.selectedRows();
        to.add(rows, numbered.partial.slice());
    }

    /// Leaves out the rows whose times turned out to be wrong, at the end of their batch.
    void dropAhead() {
        clock.aheadRows().add(slices.dropAfter(lateness.sliceOf(clock.latestMicros())));
    }
}
