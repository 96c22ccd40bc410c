// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.Arrays;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// A list of int32 numbers for each group, which grows by doubling; what a list leaves behind is used by others.
final class NumberLists implements AutoCloseable {
    private static final int NONE = -1;
    private static final int CLASSES = 31;

    private final GrowableColumn starts; // by group, in the numbers
    private final GrowableColumn counts;
    private final GrowableColumn rooms; // for how many numbers, a power of two; 0 = none
    private final GrowableColumn numbers;
    private final int[] free = new int[CLASSES]; // by the logarithm of the room: a piece that nobody uses, which says where the next one is
    private int end; // of the numbers

    NumberLists(MemoryBudget budget, String what) {
        starts = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        counts = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        rooms = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        numbers = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        Arrays.fill(free, NONE);
    }

    void ensure(int groups) {
        starts.ensure(groups);
        counts.ensure(groups);
        rooms.ensure(groups);
    }

    int count(int group) {
        return at(counts, group);
    }

    /// Where the numbers of a group are: good until a list grows.
    long address(int group) {
        return numbers.address() + 4L * at(starts, group);
    }

    private static int at(GrowableColumn column, int group) {
        return Memory.intAt(column.address() + 4L * group);
    }

    private static void put(GrowableColumn column, int group, int value) {
        Memory.putInt(column.address() + 4L * group, value);
    }

    /// Makes room for so many numbers of a group.
    void reserve(int group, int count) {
        int room = at(rooms, group);
        if (count > room) {
            int larger = count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
            int start = take(larger);
            Memory.copy(address(group), numbers.address() + 4L * start, 4L * count(group));
            give(at(starts, group), room);
            put(starts, group, start);
            put(rooms, group, larger);
        }
    }

    /// Says how many of the numbers that there is room for are meant.
    void setCount(int group, int count) {
        put(counts, group, count);
    }

    private int take(int room) {
        int logarithm = Integer.numberOfTrailingZeros(room);
        int known = free[logarithm];
        if (known != NONE) {
            free[logarithm] = at(numbers, known);
            return known;
        }
        numbers.ensure(Math.addExact(end, room));
        int start = end;
        end += room;
        return start;
    }

    private void give(int start, int room) {
        if (room > 0) {
            int logarithm = Integer.numberOfTrailingZeros(room);
            put(numbers, start, free[logarithm]);
            free[logarithm] = start;
        }
    }

    void clear() {
        starts.clear();
        counts.clear();
        rooms.clear();
        numbers.clear();
        Arrays.fill(free, NONE);
        end = 0;
    }

    @Override
    public void close() {
        clear();
        starts.close();
        counts.close();
        rooms.close();
        numbers.close();
    }
}
