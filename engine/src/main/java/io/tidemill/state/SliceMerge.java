// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Adds groups of one slice or window to another slice, so many at a time as stay in the nearest cache.
public final class SliceMerge implements AutoCloseable {
    private static final int BATCH = 2_048;
    private static final Touch NOBODY = (_, _) -> {};

    private final Buffer memory; // numbers of the groups at hand, in the slice that they are added to

    /// Hears of groups that are about to be added to, while they are as they were.
    public interface Touch {

        /// @param numbers the groups' own, as int32, each once
        void touch(long numbers, int count);
    }

    public SliceMerge(MemoryBudget budget) {
        memory = Buffer.allocate(budget, "merging slices", Integer.BYTES * (long) BATCH);
    }

    /// Adds the groups of some hash ranges, range after range.
    ///
    /// @param fromRange to `toRange`, exclusive
    public void add(LanePartial lane, int fromRange, int toRange, ColumnSlice target) {
        add(lane, fromRange, toRange, target, NOBODY);
    }

    /// The same, and lets somebody know of each group first.
    public void add(LanePartial lane, int fromRange, int toRange, ColumnSlice target, Touch touch) {
        add(lane.slice(), lane.groupsFrom(fromRange), lane.groups(fromRange, toRange), target, touch);
    }

    /// Adds some groups, in order.
    ///
    /// @param which their numbers, as int32
    public void add(GroupResults source, long which, int count, ColumnSlice target) {
        add(source, which, count, target, NOBODY);
    }

    private void add(GroupResults source, long which, int count, ColumnSlice target, Touch touch) {
        for (int next = 0; next < count; next += BATCH) {
            addBatch(source, which + 4L * next, Math.min(BATCH, count - next), target, touch);
        }
    }

    private void addBatch(GroupResults source, long which, int count, ColumnSlice target, Touch touch) {
        long numbers = memory.address();
        target.groups().assign(source.groups(), which, count, numbers);
        target.ensure();
        touch.touch(numbers, count);
        for (int from = 0; from < count;) {
            int to = endOfRun(numbers, from, count);
            for (int i = 0; i < target.size(); i++) {
                source.mergeInto(i, which + 4L * from, to - from, target.accumulators(i), numbers + 4L * from);
            }
            from = to;
        }
    }

    /// Where a group comes again: sessions, one behind the other, may have become one.
    private static int endOfRun(long numbers, int from, int count) {
        int to = from + 1;
        while (to < count && Memory.intAt(numbers + 4L * to) != Memory.intAt(numbers + 4L * (to - 1))) {
            to++;
        }
        return to;
    }

    @Override
    public void close() {
        memory.close();
    }
}
