// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// The first rows of each group by some order: a heap of row numbers for each, whose first one is the last of the rows.
///
/// So a row that is not among the first of its group is refused by one comparison, most often of two int64s. A group takes as much room
/// as it has rows.
public final class RankedRows implements Accumulators.Replaceable {
    private final RowOrder order;
    private final int most;
    private final NumberLists heaps;
    private final RankedSlots slots;
    private final Column[] theirs; // views of others

    RankedRows(RankedRowsAccumulation kind, MemoryBudget budget, String what) {
        order = kind.order();
        most = kind.most();
        heaps = new NumberLists(budget, what);
        slots = new RankedSlots(kind, budget, what);
        theirs = kind.types().stream().map(Column::new).toArray(Column[]::new);
    }

    @Override
    public void ensure(int groups) {
        heaps.ensure(groups);
    }

    /// How many rows a group has.
    public int count(int group) {
        return heaps.count(group);
    }

    /// As many rows as there may be at most.
    public int rows() {
        return slots.end();
    }

    /// A column of the rows, by their numbers.
    public Column column(int index) {
        return slots.column(index);
    }

    /// Keeps a row if it is among the first of its group.
    ///
    /// @param columns in the order of the accumulation's types
    public void offer(int group, Column[] columns, int row, long slot, long rowOfSlot) {
        offer(group, columns, row, order.prefix(columns, row), slot, rowOfSlot);
    }

    private void offer(int group, Column[] columns, int row, long prefix, long slot, long rowOfSlot) {
        int count = heaps.count(group);
        if (count < most) {
            heaps.reserve(group, count + 1);
            int number = slots.take();
            slots.put(number, columns, row, prefix, slot, rowOfSlot);
            push(group, count, number);
            return;
        }
        int last = Memory.intAt(heaps.address(group));
        long known = slots.prefix(last);
        if (prefix < known || (prefix == known && slots.isBefore(columns, row, slot, rowOfSlot, last))) {
            slots.put(last, columns, row, prefix, slot, rowOfSlot);
            sink(heaps.address(group), 0, count);
        }
    }

    /// The same for a row that is kept already, by another group.
    private void offer(int group, int number) {
        int count = heaps.count(group);
        if (count < most) {
            heaps.reserve(group, count + 1);
            push(group, count, number);
            return;
        }
        int last = Memory.intAt(heaps.address(group));
        if (slots.isBefore(number, last)) {
            Memory.putInt(heaps.address(group), number);
            sink(heaps.address(group), 0, count);
            slots.giveBack(last);
        } else {
            slots.giveBack(number);
        }
    }

    private void push(int group, int count, int number) {
        long heap = heaps.address(group);
        int at = count;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            int above = Memory.intAt(heap + 4L * parent);
            if (!slots.isBefore(above, number)) {
                break;
            }
            Memory.putInt(heap + 4L * at, above);
            at = parent;
        }
        Memory.putInt(heap + 4L * at, number);
        heaps.setCount(group, count + 1);
    }

    /// Lets a row sink to its place, behind none that is before it.
    private void sink(long heap, int from, int count) {
        int number = Memory.intAt(heap + 4L * from);
        int at = from;
        for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
            int larger = Memory.intAt(heap + 4L * child);
            if (child + 1 < count && slots.isBefore(larger, Memory.intAt(heap + 4L * (child + 1)))) {
                larger = Memory.intAt(heap + 4L * ++child);
            }
            if (!slots.isBefore(number, larger)) {
                break;
            }
            Memory.putInt(heap + 4L * at, larger);
            at = child;
        }
        Memory.putInt(heap + 4L * at, number);
    }

    /// Writes the numbers of the rows of the first groups, each group's in order, as int32; answers how many. What is here is not to be added
    /// to any more.
    public int order(int groups, long numbers) {
        int next = 0;
        for (int group = 0; group < groups; group++) {
            int count = heaps.count(group);
            long heap = heaps.address(group);
            for (int end = count - 1; end > 0; end--) {
                int last = Memory.intAt(heap);
                Memory.putInt(heap, Memory.intAt(heap + 4L * end));
                Memory.putInt(heap + 4L * end, last);
                sink(heap, 0, end);
            }
            Memory.copy(heap, numbers + 4L * next, 4L * count);
            next += count;
        }
        return next;
    }

    @Override
    public void merge(Accumulators others, long which, int count, long numbers) {
        RankedRows from = (RankedRows) others;
        from.slots.view(theirs);
        for (int i = 0; i < count; i++) {
            int group = which == ALL ? i : Memory.intAt(which + 4L * i);
            int here = Memory.intAt(numbers + 4L * i);
            if (from == this) {
                join(group, here);
            } else {
                add(from, group, here);
            }
        }
    }

    private void add(RankedRows from, int group, int here) {
        long heap = from.heaps.address(group);
        for (int i = from.heaps.count(group) - 1; i >= 0; i--) { // the last of the rows at last
            int row = Memory.intAt(heap + 4L * i);
            offer(here, theirs, row, from.slots.prefix(row), from.slots.slot(row), from.slots.rowOfSlot(row));
        }
    }

    private void join(int group, int here) {
        for (int i = heaps.count(group) - 1; i >= 0; i--) {
            offer(here, Memory.intAt(heaps.address(group) + 4L * i));
        }
        heaps.setCount(group, 0);
    }

    @Override
    public void replace(Accumulators others, long which, int count, long numbers) {
        RankedRows from = (RankedRows) others;
        from.slots.view(theirs);
        for (int i = 0; i < count; i++) {
            int group = which == ALL ? i : Memory.intAt(which + 4L * i);
            int here = numbers == ALL ? i : Memory.intAt(numbers + 4L * i);
            forget(here);
            copy(from, group, here);
        }
    }

    private void forget(int group) {
        long heap = heaps.address(group);
        for (int i = heaps.count(group) - 1; i >= 0; i--) {
            slots.giveBack(Memory.intAt(heap + 4L * i));
        }
        heaps.setCount(group, 0);
    }

    /// Copies a heap as it is.
    private void copy(RankedRows from, int group, int here) {
        int count = from.heaps.count(group);
        heaps.reserve(here, count);
        long heap = from.heaps.address(group);
        for (int i = 0; i < count; i++) {
            int row = Memory.intAt(heap + 4L * i);
            int number = slots.take();
            slots.put(number, theirs, row, from.slots.prefix(row), from.slots.slot(row), from.slots.rowOfSlot(row));
            Memory.putInt(heaps.address(here) + 4L * i, number);
        }
        heaps.setCount(here, count);
    }

    @Override
    public void clear() {
        heaps.clear();
        slots.clear();
    }

    @Override
    public void close() {
        heaps.close();
        slots.close();
    }
}
