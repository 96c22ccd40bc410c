// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Sides;
import io.tidemill.operator.fold.Fold;
import io.tidemill.plan.Window;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.SliceMerge;
import io.tidemill.state.window.GroupWindow;

/// Windows on event time: a row belongs to the slice that its time is in, and a window is over when the watermark has passed its end.
///
/// Slices are filled in any order and enter the window in theirs, each once it is over. What comes for a slice later, while windows
/// over it are open, is a *straggler*: it is kept beside the window, and added to what is put out of each that is still to come. A row that
/// no open window wants is late: it is counted and left out. Numbers of slices count slides since 1970.
///
/// Lateness is judged by the watermark of the last tick, so it does not depend on how rows were cut into chunks.
public final class EventWindows implements Windows {
    private static final long NONE = Long.MIN_VALUE;

    private final Lateness lateness;
    private final int slices; // that make a window
    private final EventClock clock;
    private final Lanes lanes;
    private final boolean isSilent; // this lane has nothing to put out
    private final Function<Operator, EventWindows> ofSibling;
    private final EventGather gather;
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

    /// @param isKeyed whether rows have keys; those without are put out by the first lane
    /// @param ofSibling the same of a sibling's
    public EventWindows(SliceMaker maker, Schema input, Window.EventTime window, boolean isKeyed,
            Function<Operator, EventWindows> ofSibling, OperatorContext context, Owned owned) {
        this.lateness = Lateness.of(window);
        this.slices = lateness.slices();
        this.clock = context.clock();
        this.lanes = context.lanes();
        this.isSilent = !isKeyed && !lanes.isFirst();
        this.ofSibling = ofSibling;
        this.gather = new EventGather(maker, input, window.column(), lateness, context, owned);
        this.groups = owned.add(maker.window(slices, false));
        this.merge = owned.add(new SliceMerge(context.budget()));
        this.stragglers = owned.add(new Stragglers(maker, merge));
        this.taken = new int[lanes.count()];
    }

    @Override
    public void add(Chunk chunk, Fold rows) {
        gather.add(chunk, rows);
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        gather.dropAhead();
        List<EventSlices.Numbered> over = frozen.current();
        gather.slices().takeBefore(lateness.firstOpen(watermarkMicros), over);
        for (int i = 0; i < over.size(); i++) {
            over.get(i).partial.freeze();
        }
        clock.openSlices().set(gather.slices().count());
    }

    @Override
    public boolean next(long batchTimeMicros, long watermarkMicros) {
        if (!begun) {
            begin(watermarkMicros);
        }
        if (isSilent || !skipEmpty()) {
            end(watermarkMicros == Long.MAX_VALUE ? endWindow : lateness.firstOpen(watermarkMicros));
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
        endWindow = newest == NONE
                ? nextWindow
                : Math.min(lateness.firstOpen(watermarkMicros), lateness.behind(newest));
        for (int lane = 0; lane < taken.length; lane++) {
            for (var slice = upcoming(lane); slice != null && slice.number < nextWindow; slice = upcoming(lane)) {
                if (!isSilent) {
                    stragglers.add(slice, lanes);
                }
                taken[lane]++;
            }
        }
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
        gather.wantFrom(lateness.firstSliceOf(nextWindow));
        List<EventSlices.Numbered> read = frozen.turn();
        read.forEach(gather.slices()::giveBack);
        read.clear();
        begun = false;
    }

    @Override
    public GroupResults results() {
        return Objects.requireNonNull(firing);
    }

    @Override
    public long startMicros() {
        return lateness.startMicros(firingWindow);
    }

    @Override
    public long endMicros() {
        return lateness.endMicros(firingWindow);
    }

    @Override
    public String held() {
        return "%,d groups of %,d slides that are not over".formatted(gather.slices().groups(),
                gather.slices().count());
    }

    @Override
    public void passed() {
        groups.fired();
    }
}
