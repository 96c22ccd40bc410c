// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.List;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.MemoryBudget;

/// Adds groups of one slice or window to another slice, so many at a time as stay in the nearest cache.
public final class SliceMerge implements AutoCloseable {
    private static final int BATCH = 2_048;

    private final Buffer memory;
    private final long numbers; // of the groups at hand, in the slice that they are added to
    private final long values; // their accumulators

    public SliceMerge(MemoryBudget budget) {
        memory = Buffer.allocate(budget, "merging slices", (Long.BYTES + Integer.BYTES) * (long) BATCH);
        values = memory.address();
        numbers = values + Long.BYTES * (long) BATCH;
    }

    /// Adds the groups of some hash ranges, range after range.
    ///
    /// @param fromRange to `toRange`, exclusive
    public void add(LanePartial lane, int fromRange, int toRange, ColumnSlice target) {
        add(lane.slice(), lane.groupsFrom(fromRange), lane.groups(fromRange, toRange), target);
    }

    /// Adds some groups, in order.
    ///
    /// @param which their numbers, as int32
    public void add(GroupResults source, long which, int count, ColumnSlice target) {
        for (int next = 0; next < count; next += BATCH) {
            addBatch(source, which + 4L * next, Math.min(BATCH, count - next), target);
        }
    }

    private void addBatch(GroupResults source, long which, int count, ColumnSlice target) {
        target.groups().assign(source.groups(), which, count, numbers);
        target.ensure();
        List<Accumulation> accumulations = target.accumulations();
        for (int i = 0; i < accumulations.size(); i++) {
            source.gather(i, which, count, values);
            accumulations.get(i).merge(values, numbers, count, target.accumulators(i));
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
