// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.List;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.MemoryBudget;

/// Adds what lanes have gathered to a slice, lane after lane, so many groups at a time as stay in the nearest cache.
public final class LaneMerge implements AutoCloseable {
    private static final int BATCH = 2_048;

    private final Buffer memory;
    private final long numbers; // of the groups at hand, in the slice that they are added to
    private final long values; // their accumulators

    public LaneMerge(MemoryBudget budget) {
        memory = Buffer.allocate(budget, "merging what lanes gathered", (Long.BYTES + Integer.BYTES) * (long) BATCH);
        values = memory.address();
        numbers = values + Long.BYTES * (long) BATCH;
    }

    /// Adds the groups of some hash ranges, range after range.
    ///
    /// @param fromRange to `toRange`, exclusive
    public void add(LanePartial lane, int fromRange, int toRange, ColumnSlice target) {
        int groups = lane.groups(fromRange, toRange);
        for (int next = 0; next < groups; next += BATCH) {
            add(lane.slice(), lane.groupsFrom(fromRange) + 4L * next, Math.min(BATCH, groups - next), target);
        }
    }

    private void add(ColumnSlice source, long which, int count, ColumnSlice target) {
        target.groups().assign(source.groups(), which, count, numbers);
        target.ensure();
        List<Accumulation> accumulations = target.accumulations();
        for (int i = 0; i < accumulations.size(); i++) {
            accumulations.get(i).gather(source.column(i), which, count, values);
            accumulations.get(i).merge(values, numbers, count, target.accumulators(i));
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
