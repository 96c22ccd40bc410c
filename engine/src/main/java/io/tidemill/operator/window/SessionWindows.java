// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.function.Function;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.fold.Fold;
import io.tidemill.plan.Window;
import io.tidemill.state.GroupResults;
import io.tidemill.state.SessionSpan;

/// Windows of sessions: the rows of a key that are not further apart than a gap.
///
/// Each lane makes sessions of the rows of a batch that it has; at the tick these go to the lane of their key's hash range, into the sessions that
/// are open there ([OpenSessions]). Those that the watermark has passed are put out, all at once. A row is late if a session of it alone would be
/// over, whatever is open; so neither lateness nor sessions depend on how rows were cut into chunks or dealt to lanes.
public final class SessionWindows implements Windows {
    private final int column;
    private final SessionSpan span;
    private final EventClock clock;
    private final Lanes lanes;
    private final Function<Operator, LaneGroups> ofSibling;
    private final LaneGroups gathered;
    private final OpenSessions open;
    private final Kernel<Loop.IntegerReduction> oldest;
    private final Selection wanted;
    private final Chunk narrowed;
    private boolean begun; // at this tick

    /// @param ofSibling the same of a sibling's
    public SessionWindows(SliceMaker slices, int keys, Schema input, Window.Session window,
            Function<Operator, SessionWindows> ofSibling, OperatorContext context, Owned owned) {
        SliceMaker sessions = slices.ofSessions(keys, span(window));
        this.column = window.column();
        this.span = span(window);
        this.clock = context.clock();
        this.lanes = context.lanes();
        this.ofSibling = sibling -> ofSibling.apply(sibling).gathered;
        this.gathered = new LaneGroups(sessions, owned);
        this.open = owned.add(new OpenSessions(sessions));
        this.oldest = context.forge().kernel(Reduction.MIN.integers(Type.INT64));
        this.wanted = owned.add(new Selection(context.budget(), context.chunkRows()));
        this.narrowed = new Chunk(input);
    }

    static SessionSpan span(Window.Session window) {
        return new SessionSpan(window.gapMicros(), window.mostMicros());
    }

    @Override
    public void add(Chunk chunk, Fold fold) {
        Column times = chunk.column(column);
        long late = span.lateBeforeMicros(clock.watermarkMicros());
        boolean isWhole = times.validity() == 0 && oldest.current().apply(times.data(), 0, 0, chunk.rows()) >= late;
        Chunk rows = isWhole ? chunk : select(chunk, times, late);
        if (rows.selectedRows() > 0) {
            fold.add(rows, gathered.current());
        }
    }

    private Chunk select(Chunk chunk, Column times, long late) {
        wanted.clear(chunk.rows());
        int timeless = 0;
        for (int i = 0; i < chunk.selectedRows(); i++) {
            int row = chunk.rowAt(i);
            if (times.isNull(row)) {
                timeless++;
            } else if (Memory.longAt(times.data() + 8L * row) >= late) {
                wanted.add(row);
            }
        }
        clock.timelessRows().add(timeless);
        clock.lateRows().add(chunk.selectedRows() - timeless - wanted.rows());
        return narrowed.view(chunk).selection(wanted);
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        gathered.freeze();
    }

    @Override
    public boolean next(long batchTimeMicros, long watermarkMicros) {
        if (begun) {
            begun = false;
            return false;
        }
        gathered.mergeInto(open.slice(), lanes, ofSibling);
        clock.aheadRows().add(open.dropAfter(clock.latestMicros()));
        begun = open.close(watermarkMicros);
        clock.openSlices().set(open.count());
        return begun;
    }

    @Override
    public GroupResults results() {
        return open;
    }

    @Override
    public long startMicros() {
        return Long.MIN_VALUE;
    }

    @Override
    public long endMicros() {
        return Long.MAX_VALUE;
    }

    @Override
    public long starts() {
        return open.sessions().starts();
    }

    @Override
    public long ends() {
        return open.sessions().ends();
    }

    @Override
    public String held() {
        return "%,d open sessions, and %,d of the batch at hand".formatted(open.count(),
                gathered.current().groups().count());
    }

    @Override
    public void passed() {
        open.removeClosed();
    }
}
