// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Arrays;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;

/// Rows of both sides in the order of the output: by the hash range of their key, left rows before right ones, each in the order in
/// which they were added.
final class RangeOrder implements AutoCloseable {
    private final GrowableColumn rows; // as they were added: right ones below 0
    private final GrowableColumn groups; // of each
    private final GrowableColumn sorted;
    private final int[] starts = new int[2 * KeyTable.RANGES + 1];
    private int count;

    RangeOrder(MemoryBudget budget, String what) {
        rows = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        groups = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        sorted = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    void clear() {
        count = 0;
    }

    void add(boolean isLeft, int row, int group) {
        rows.ensure(count + 1);
        groups.ensure(count + 1);
        Memory.putInt(rows.address() + 4L * count, isLeft ? row : -row);
        Memory.putInt(groups.address() + 4L * count, group);
        count++;
    }

    /// Puts what was added in order.
    void sort(KeyTable table) {
        sorted.ensure(count);
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            starts[place(i, table) + 1]++;
        }
        for (int place = 0; place < 2 * KeyTable.RANGES; place++) {
            starts[place + 1] += starts[place];
        }
        for (int i = 0; i < count; i++) {
            int row = Memory.intAt(rows.address() + 4L * i);
            Memory.putInt(sorted.address() + 4L * starts[place(i, table)]++, row);
        }
    }

    private int place(int index, KeyTable table) {
        int range = table.range(Memory.intAt(groups.address() + 4L * index));
        return 2 * range + (Memory.intAt(rows.address() + 4L * index) < 0 ? 1 : 0);
    }

    int count() {
        return count;
    }

    boolean isLeftAt(int index) {
        return Memory.intAt(sorted.address() + 4L * index) > 0;
    }

    /// The number of a row on its side.
    int rowAt(int index) {
        return Math.abs(Memory.intAt(sorted.address() + 4L * index));
    }

    @Override
    public void close() {
        rows.close();
        groups.close();
        sorted.close();
    }
}
