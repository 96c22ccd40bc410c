// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Sides;
import io.tidemill.plan.Window;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.GroupWindow;
import io.tidemill.state.SliceMerge;

/// Windows on event time: a row belongs to the slice that its time is in, and a window is over when the watermark has passed its end.
///
/// Slices are filled in any order and enter the window in theirs, each once it is over. What comes for a slice later, while windows
/// over it are open, is a *straggler*: it is kept beside the window, and added to what is put out of each that is still to come. A row that
/// no open window wants is late: it is counted and left out. Numbers of slices count slides since 1970.
///
/// Lateness is judged by the watermark of the last tick, so it does not depend on how rows were cut into chunks.
final class EventWindows implements Windows, SliceSplit.Taker {
    private static final long NONE = Long.MIN_VALUE;

    private final int column;
    private final long slideMicros;
    private final int slices; // that make a window
    private final EventClock clock;
    private final Lanes lanes;
    private final boolean isSilent; // this lane has nothing to put out
    private final Function<Operator, EventWindows> ofSibling;
    private final Kernel<Loop.IntegerReduction> lowest;
    private final Kernel<Loop.IntegerReduction> highest;
    private final SliceSplit split;
    private final EventSlices open;
    private final Sides<List<EventSlices.Numbered>> frozen = new Sides<>(new ArrayList<>(), new ArrayList<>());
    private final GroupWindow<ColumnSlice, ? extends GroupResults> groups;
    private final Stragglers stragglers;
    private final SliceMerge merge;
    private final int[] taken; // how many frozen slices of each lane have entered windows, at this tick
    private boolean begun; // at this tick
    private long nextWindow = NONE; // the last slice of the next window to be put out; NONE before the first
    private long endWindow = NONE; // exclusive, at this tick
    private long newest = NONE; // the newest slice that is over
    private long lastEntered = NONE; // the last slice that entered with rows
    private long firingWindow;
    private @Nullable GroupResults firing;
    private @Nullable Fold fold; // of the rows that are split

    /// @param isKeyed whether rows have keys; those without are put out by the first lane
    /// @param ofSibling the same of a sibling's
    EventWindows(SliceMaker maker, Schema input, Window.EventTime window, boolean isKeyed,
            Function<Operator, EventWindows> ofSibling, OperatorContext context, Owned owned) {
        this.column = window.column();
        this.slideMicros = window.slideMicros();
        this.slices = (int) (window.lengthMicros() / slideMicros);
        this.clock = context.clock();
        this.lanes = context.lanes();
        this.isSilent = !isKeyed && !lanes.isFirst();
        this.ofSibling = ofSibling;
        this.lowest = context.forge().kernel(Reduction.MIN.integers(Type.INT64));
        this.highest = context.forge().kernel(Reduction.MAX.integers(Type.INT64));
        this.split = new SliceSplit(input, context, owned);
        this.open = owned.add(new EventSlices(maker, context.name()));
        this.groups = owned.add(maker.window(slices, false));
        this.merge = owned.add(new SliceMerge(context.budget()));
        this.stragglers = owned.add(new Stragglers(maker, merge));
        this.taken = new int[lanes.count()];
    }

    @Override
    public void add(Chunk chunk, Fold rows) {
        Column times = chunk.column(column);
        if (times.validity() == 0 && chunk.rows() > 0) { // what is not selected is nearly always of the same time
            long first = Math.floorDiv(lowest.current().apply(times.data(), 0, 0, chunk.rows()), slideMicros);
            long last = Math.floorDiv(highest.current().apply(times.data(), 0, 0, chunk.rows()), slideMicros);
            if (first == last) {
                add(first, chunk, rows);
                return;
            }
        }
        fold = rows;
        split.split(chunk, column, slideMicros, firstWanted(), this);
        clock.lateRows().add(split.late());
        clock.timelessRows().add(split.timeless());
    }

    @Override
    public void take(long slice, Chunk rows) {
        add(slice, rows, Objects.requireNonNull(fold));
    }

    /// The oldest slice that an open window is over.
    private long firstWanted() {
        return nextWindow < NONE + slices ? NONE : nextWindow - slices + 1;
    }

    private void add(long slice, Chunk rows, Fold to) {
        if (slice < firstWanted()) {
            clock.lateRows().add(rows.selectedRows());
            return;
        }
        EventSlices.Numbered numbered = open.at(slice);
        numbered.rows += rows.selectedRows();
        to.add(rows, numbered.partial.slice());
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        clock.aheadRows().add(open.dropAfter(Math.floorDiv(clock.latestMicros(), slideMicros)));
        List<EventSlices.Numbered> over = frozen.current();
        open.takeBefore(firstOpen(watermarkMicros), over);
        for (int i = 0; i < over.size(); i++) {
            over.get(i).partial.freeze();
        }
        clock.openSlices().set(open.count());
    }

    /// The first slice that is not over.
    private long firstOpen(long watermarkMicros) {
        return watermarkMicros == Long.MAX_VALUE ? Long.MAX_VALUE : Math.floorDiv(watermarkMicros, slideMicros);
    }

    @Override
    public boolean next(long batchTimeMicros, long watermarkMicros) {
        if (!begun) {
            begin(watermarkMicros);
        }
        if (isSilent || !skipEmpty()) {
            end(watermarkMicros == Long.MAX_VALUE ? endWindow : firstOpen(watermarkMicros));
            return false;
        }
        enter(nextWindow);
        stragglers.forget(nextWindow - slices);
        GroupResults window = groups.fire();
        firing = stragglers.isEmpty() ? window : stragglers.addedTo(window);
        firingWindow = nextWindow++;
        return true;
    }

    /// Looks which slices are over, and keeps aside those that come too late to enter.
    private void begin(long watermarkMicros) {
        begun = true;
        long oldest = Long.MAX_VALUE;
        for (int lane = 0; lane < taken.length; lane++) {
            taken[lane] = 0;
            List<EventSlices.Numbered> over = over(lane);
            if (!over.isEmpty()) {
                oldest = Math.min(oldest, over.getFirst().number);
                newest = Math.max(newest, over.getLast().number);
            }
        }
        if (nextWindow == NONE && oldest != Long.MAX_VALUE) {
            nextWindow = oldest;
        }
        endWindow = newest == NONE ? nextWindow : Math.min(firstOpen(watermarkMicros), behind(newest));
        for (int lane = 0; lane < taken.length; lane++) {
            for (var slice = upcoming(lane); slice != null && slice.number < nextWindow; slice = upcoming(lane)) {
                if (!isSilent) {
                    stragglers.add(slice, lanes);
                }
                taken[lane]++;
            }
        }
    }

    /// The first window that a slice is not in.
    private long behind(long slice) {
        return slice > Long.MAX_VALUE - slices ? Long.MAX_VALUE : slice + slices;
    }

    private List<EventSlices.Numbered> over(int lane) {
        return frozen.frozenBy(ofSibling.apply(lanes.siblings().get(lane)).frozen);
    }

    /// The next slice of a lane that is to enter.
    private EventSlices.@Nullable Numbered upcoming(int lane) {
        List<EventSlices.Numbered> over = over(lane);
        return taken[lane] < over.size() ? over.get(taken[lane]) : null;
    }

    /// Goes on to the next window with rows in any lane; false if there is none that is over.
    private boolean skipEmpty() {
        if (nextWindow >= endWindow || Math.max(lastEntered, stragglers.newest()) > nextWindow - slices) {
            return nextWindow < endWindow;
        }
        long next = Long.MAX_VALUE;
        for (int lane = 0; lane < taken.length; lane++) {
            EventSlices.Numbered slice = upcoming(lane);
            next = slice == null ? next : Math.min(next, slice.number);
        }
        nextWindow = Math.min(next, endWindow);
        return nextWindow < endWindow;
    }

    /// Lets what all lanes have of a slice enter, as far as it is of this lane's hash ranges.
    private void enter(long number) {
        for (int lane = 0; lane < taken.length; lane++) {
            EventSlices.Numbered slice = upcoming(lane);
            if (slice != null && slice.number == number) {
                merge.add(slice.partial, lanes.firstOf(KeyTable.RANGES), lanes.endOf(KeyTable.RANGES),
                        groups.current());
                taken[lane]++;
                lastEntered = number;
            }
        }
    }

    /// Has put out all windows before one; what was frozen at the last tick has been read by all lanes.
    private void end(long window) {
        nextWindow = Math.max(nextWindow, window);
        List<EventSlices.Numbered> read = frozen.turn();
        read.forEach(open::giveBack);
        read.clear();
        begun = false;
    }

    @Override
    public GroupResults results() {
        return Objects.requireNonNull(firing);
    }

    @Override
    public long startMicros() {
        long length = slices * slideMicros;
        return endMicros() < Long.MIN_VALUE + length ? Long.MIN_VALUE : endMicros() - length;
    }

    @Override
    public long endMicros() {
        return firingWindow >= Long.MAX_VALUE / slideMicros ? Long.MAX_VALUE : (firingWindow + 1) * slideMicros;
    }

    @Override
    public void passed() {
        groups.fired();
    }
}
