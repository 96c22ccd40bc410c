// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Schedule;
import io.tidemill.operator.fold.Fold;
import io.tidemill.plan.Window;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.window.GroupWindow;

/// Windows on batch time: a row belongs to the slide that its batch is in, and a window is over when its last slide is.
public final class BatchWindows implements Windows {
    private final Schedule schedule;
    private final Lanes lanes;
    private final boolean isSilent; // this lane has nothing to put out
    private final GroupWindow<ColumnSlice, ? extends GroupResults> groups;
    private final @Nullable LaneGroups gathered; // null in the only lane, which fills its windows itself
    private final Function<Operator, LaneGroups> ofSibling;
    private @Nullable GroupResults firing;
    private boolean fired; // at this tick
    private long endMicros;

    /// @param isKeyed whether rows have keys; those without are put out by the first lane
    /// @param ofSibling the same of a sibling's
    public BatchWindows(SliceMaker slices, Schedule schedule, Lanes lanes, boolean isKeyed,
            Function<Operator, BatchWindows> ofSibling, Owned owned) {
        this.schedule = schedule;
        this.lanes = lanes;
        this.isSilent = !isKeyed && !lanes.isFirst();
        this.groups = owned.add(slices.window(schedule.slices(), schedule.window() instanceof Window.Global));
        this.gathered = lanes.isOnly() ? null : new LaneGroups(slices, owned);
        this.ofSibling = sibling -> Objects.requireNonNull(ofSibling.apply(sibling).gathered);
    }

    @Override
    public void add(Chunk chunk, Fold fold) {
        fold.add(chunk, gathered == null ? groups.current() : gathered.current());
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        if (gathered != null && schedule.fires(batchTimeMicros, watermarkMicros)) {
            gathered.freeze();
        }
    }

    @Override
    public boolean next(long batchTimeMicros, long watermarkMicros) {
        if (fired || !schedule.fires(batchTimeMicros, watermarkMicros)) {
            fired = false;
            return false;
        }
        if (gathered != null) {
            gathered.mergeInto(groups.current(), lanes, ofSibling);
        }
        if (isSilent) {
            return false;
        }
        firing = groups.fire();
        fired = true;
        endMicros = batchTimeMicros;
        return true;
    }

    @Override
    public GroupResults results() {
        return Objects.requireNonNull(firing);
    }

    @Override
    public long startMicros() {
        return schedule.window() instanceof Window.Sliding sliding
                ? endMicros - sliding.lengthMicros()
                : Long.MIN_VALUE;
    }

    @Override
    public long endMicros() {
        return endMicros;
    }

    @Override
    public String held() {
        long held = groups.current().groups().count();
        if (gathered != null) {
            held += gathered.current().groups().count();
        }
        return "%,d groups of the slide at hand".formatted(held);
    }

    @Override
    public void passed() {
        groups.fired();
    }
}
