// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.Arrays;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.row.StoredValues;

/// Rows that are ranked, each with a number, its prefix and its arrival. The number of a row that is given back is used again.
final class RankedSlots implements AutoCloseable {
    private static final int ARRIVAL_BYTES = 2 * Long.BYTES;

    private final RowOrder order;
    private final StoredValues[] values;
    private final Column[] columns; // views of the values
    private final GrowableColumn prefixes;
    private final GrowableColumn arrivals; // slot of the ring, and row among all that came of it
    private final GrowableColumn free; // numbers that were given back
    private int freeCount;
    private int end;

    RankedSlots(RankedRowsAccumulation kind, MemoryBudget budget, String what) {
        order = kind.order();
        values = new StoredValues[kind.types().size()];
        Arrays.setAll(values, i -> new StoredValues(kind.types().get(i), budget, what));
        columns = kind.types().stream().map(Column::new).toArray(Column[]::new);
        prefixes = GrowableColumn.zeroed(budget, what, Long.BYTES);
        arrivals = GrowableColumn.zeroed(budget, what, ARRIVAL_BYTES);
        free = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    /// The number of a row that is to be [put][#put].
    int take() {
        if (freeCount > 0) {
            return Memory.intAt(free.address() + 4L * --freeCount);
        }
        prefixes.ensure(end + 1);
        arrivals.ensure(end + 1);
        for (StoredValues column : values) {
            column.ensure(end + 1);
        }
        return end++;
    }

    void giveBack(int row) {
        free.ensure(freeCount + 1);
        Memory.putInt(free.address() + 4L * freeCount++, row);
        for (StoredValues column : values) {
            column.forget(row);
        }
    }

    void put(int row, Column[] source, int sourceRow, long prefix, long slot, long rowOfSlot) {
        for (int i = 0; i < values.length; i++) {
            values[i].put(row, source[i], sourceRow);
        }
        Memory.putLong(prefixes.address() + 8L * row, prefix);
        long arrival = arrival(row);
        Memory.putLong(arrival, slot);
        Memory.putLong(arrival + Long.BYTES, rowOfSlot);
        view();
    }

    /// The columns move as they grow.
    private void view() {
        view(columns);
    }

    void view(Column[] targets) {
        for (int i = 0; i < values.length; i++) {
            values[i].view(targets[i]);
        }
    }

    Column column(int index) {
        return columns[index];
    }

    long prefix(int row) {
        return Memory.longAt(prefixes.address() + 8L * row);
    }

    long slot(int row) {
        return Memory.longAt(arrival(row));
    }

    long rowOfSlot(int row) {
        return Memory.longAt(arrival(row) + Long.BYTES);
    }

    private long arrival(int row) {
        return arrivals.address() + (long) ARRIVAL_BYTES * row;
    }

    /// Whether one row is before another.
    boolean isBefore(int row, int other) {
        long prefix = prefix(row);
        long otherPrefix = prefix(other);
        return prefix != otherPrefix
                ? prefix < otherPrefix
                : isBefore(columns, row, slot(row), rowOfSlot(row), other);
    }

    /// Whether a row of other columns is before one of these, which has the same prefix.
    boolean isBefore(Column[] source, int sourceRow, long slot, long rowOfSlot, int other) {
        int compared = order.compare(source, sourceRow, columns, other);
        if (compared != 0) {
            return compared < 0;
        }
        int bySlot = Long.compare(slot, slot(other));
        int byArrival = bySlot != 0 ? bySlot : Long.compare(rowOfSlot, rowOfSlot(other));
        return order.latestFirst() ? byArrival > 0 : byArrival < 0;
    }

    /// How many numbers there are.
    int end() {
        return end;
    }

    void clear() {
        for (StoredValues column : values) {
            column.clear();
        }
        prefixes.clear();
        arrivals.clear();
        free.clear();
        freeCount = 0;
        end = 0;
    }

    @Override
    public void close() {
        clear();
        for (StoredValues column : values) {
            column.close();
        }
        prefixes.close();
        arrivals.close();
        free.close();
    }
}
