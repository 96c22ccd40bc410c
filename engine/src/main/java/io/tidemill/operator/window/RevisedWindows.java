// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.tidemill.OutputMode;
import io.tidemill.StateException;
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
import io.tidemill.plan.Emission;
import io.tidemill.plan.Window;
import io.tidemill.state.GroupResults;
import io.tidemill.state.SliceMerge;
import io.tidemill.state.window.RevisedWindow;

/// Windows that are put out more than once: before they are over, each time something has changed, or when late rows came.
///
/// Rows are gathered by slice, as for windows that are put out once, but only for the length of a batch: at each tick what all lanes have of a
/// slice is added to every window that it is in and that is not closed. So each window stands by itself, and knows which of its groups have
/// changed ([RevisedWindow]). A window is closed when the watermark has passed its end by the lateness that is allowed.
public final class RevisedWindows implements Windows {
    private static final int MOST_OPEN = 4_096;
    private static final int MOST_SPARE = 64;
    private static final long NONE = Long.MIN_VALUE;

    private final Timeline timeline;
    private final Emission emission;
    private final SliceMaker maker;
    private final String name;
    private final EventClock clock;
    private final Lanes lanes;
    private final long zeroTimeMicros;
    private final boolean isSilent; // this lane has nothing to put out
    private final Function<Operator, RevisedWindows> ofSibling;
    private final Optional<EventGather> events; // empty on batch time
    private final EventSlices slices;
    private final Sides<List<EventSlices.Numbered>> frozen = new Sides<>(new ArrayList<>(), new ArrayList<>());
    private final List<Numbered> open = new ArrayList<>(); // oldest first
    private final ArrayDeque<RevisedWindow> spare = new ArrayDeque<>();
    private final SliceMerge merge;
    private final SliceMerge keeping;
    private boolean begun; // at this tick
    private boolean isTurn; // windows that are not over are put out at this tick
    private long firstOpen = NONE; // the first window that is not over
    private long firstKept = NONE; // the first that is not closed; before a tick has come to its end, as it was at the last one
    private int next; // the next window to be looked at, at this tick
    private boolean retracts; // what was put out of the window at hand is being taken back
    private long batchMicros;
    private @Nullable Numbered firing;

    /// A window with its number, and whether rows of any lane have come for it since it was put out.
    private static final class Numbered {
        final long number;
        final RevisedWindow window;
        boolean hasChanged;

        Numbered(long number, RevisedWindow window) {
            this.number = number;
            this.window = window;
        }
    }

    /// @param isKeyed whether rows have keys; those without are put out by the first lane
    /// @param ofSibling the same of a sibling's
    public RevisedWindows(SliceMaker maker, Schema input, Window window, Emission emission, boolean isKeyed,
            Function<Operator, RevisedWindows> ofSibling, OperatorContext context, Owned owned) {
        this.timeline = Timeline.of(window, context.zeroTimeMicros());
        this.emission = emission;
        this.maker = maker;
        this.name = context.name();
        this.clock = context.clock();
        this.lanes = context.lanes();
        this.zeroTimeMicros = context.zeroTimeMicros();
        this.isSilent = !isKeyed && !lanes.isFirst();
        this.ofSibling = ofSibling;
        this.events = window instanceof Window.EventTime eventTime
                ? Optional
                        .of(new EventGather(maker, input, eventTime.column(), timeline.lateness(), context, owned))
                : Optional.empty();
        this.slices = events.isPresent() ? events.get().slices() : owned.add(new EventSlices(maker, name));
        this.merge = owned.add(new SliceMerge(context.budget()));
        this.keeping = owned.add(new SliceMerge(context.budget()));
        owned.add(this::close);
    }

    @Override
    public void add(Chunk chunk, Fold fold) {
        if (events.isPresent()) {
            events.get().add(chunk, fold);
        } else {
            fold.add(chunk, slices.at(0).partial.slice());
        }
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        events.ifPresent(EventGather::dropAhead);
        List<EventSlices.Numbered> gathered = frozen.current();
        slices.takeBefore(Long.MAX_VALUE, gathered);
        for (int i = 0; i < gathered.size(); i++) {
            gathered.get(i).partial.freeze();
        }
    }

    @Override
    public boolean next(long batchTimeMicros, long watermarkMicros) {
        if (!begun) {
            begin(batchTimeMicros, watermarkMicros);
        }
        if (retracts) {
            retracts = false;
            return true;
        }
        while (next < open.size()) {
            Numbered window = open.get(next++);
            if (isDue(window)) {
                firing = window;
                retracts = window.window.hasBefore();
                return true;
            }
        }
        end();
        return false;
    }

    private void begin(long batchTimeMicros, long watermarkMicros) {
        begun = true;
        next = 0;
        batchMicros = batchTimeMicros;
        if (!isSilent) {
            for (Operator lane : lanes.siblings()) {
                List<EventSlices.Numbered> gathered = frozen.frozenBy(ofSibling.apply(lane).frozen);
                for (int i = 0; i < gathered.size(); i++) {
                    add(gathered.get(i));
                }
            }
        }
        long now = timeline.nowMicros(batchTimeMicros, watermarkMicros);
        firstOpen = timeline.lateness().firstOpen(now);
        firstKept = timeline.lateness().firstKept(now);
        isTurn = emission.mode() != OutputMode.APPEND && (emission.earlyMicros() == 0
                || (batchTimeMicros - zeroTimeMicros) % emission.earlyMicros() == 0);
    }

    /// Adds this lane's hash ranges of what a lane has of a slice to each window that the slice is in.
    private void add(EventSlices.Numbered gathered) {
        long slice = timeline.sliceOf(gathered.number, batchMicros);
        for (long window = Math.max(slice, firstKept); window < timeline.lateness().behind(slice); window++) {
            Numbered target = at(window);
            target.hasChanged = true;
            target.window.add(gathered.partial, lanes.firstOf(KeyTable.RANGES), lanes.endOf(KeyTable.RANGES), merge);
        }
    }

    private Numbered at(long number) {
        int at = open.size();
        while (at > 0 && open.get(at - 1).number >= number) {
            at--;
        }
        if (at == open.size() || open.get(at).number != number) {
            if (open.size() == MOST_OPEN) {
                throw new StateException(
                        "%s: more than %,d windows are open, each of which is a table of its own: let windows slide by more, make the delay of the event time or the lateness shorter, or bound how far ahead times may be"
                                .formatted(name, MOST_OPEN));
            }
            open.add(at, new Numbered(number, spare.isEmpty() ? make() : spare.pop()));
        }
        return open.get(at);
    }

    private RevisedWindow make() {
        return new RevisedWindow(maker.budget(), maker.slice(),
                emission.retracts() ? Optional.of(maker.slice()) : Optional.empty(), keeping);
    }

    private boolean isDue(Numbered window) {
        boolean isWhole = isTurn && emission.mode() == OutputMode.COMPLETE;
        return isWhole || (window.hasChanged && (isTurn || window.number < firstOpen));
    }

    /// Forgets windows that are closed; what was frozen at the last tick has been read by all lanes.
    private void end() {
        while (!open.isEmpty() && open.getFirst().number < firstKept) {
            giveBack(open.removeFirst().window);
        }
        events.ifPresent(gather -> gather.wantFrom(timeline.lateness().firstSliceOf(firstKept)));
        clock.openSlices().set(open.size());
        List<EventSlices.Numbered> read = frozen.turn();
        read.forEach(slices::giveBack);
        read.clear();
        begun = false;
    }

    private void giveBack(RevisedWindow window) {
        if (spare.size() < MOST_SPARE) {
            window.clear();
            spare.push(window);
        } else {
            window.close();
        }
    }

    @Override
    public GroupResults results() {
        RevisedWindow window = Objects.requireNonNull(firing).window;
        if (retracts) {
            return window.before();
        }
        return emission.mode() == OutputMode.COMPLETE ? window.all() : window.changes();
    }

    @Override
    public long startMicros() {
        return timeline.startMicros(Objects.requireNonNull(firing).number);
    }

    @Override
    public long endMicros() {
        return timeline.endMicros(Objects.requireNonNull(firing).number, batchMicros);
    }

    @Override
    public String held() {
        long groups = open.stream().mapToLong(each -> each.window.all().groups().count()).sum();
        return "%,d groups of %,d windows that are not closed".formatted(groups, open.size());
    }

    @Override
    public int change() {
        return retracts ? -1 : 1;
    }

    @Override
    public void passed() {
        if (!retracts) {
            Numbered window = Objects.requireNonNull(firing);
            window.window.putOut();
            window.hasChanged = false;
        }
    }

    private void close() {
        open.forEach(window -> window.window.close());
        open.clear();
        spare.forEach(RevisedWindow::close);
        spare.clear();
    }
}
