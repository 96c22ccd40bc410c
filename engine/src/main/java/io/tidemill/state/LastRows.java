// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.row.StoredValues;

/// The last row of each key, with the number of its interval, and up to which interval the key's rows have been put out.
///
/// Keys that are forgotten leave gaps behind. When these are more than half, what is left moves to new tables, in its order.
public final class LastRows implements AutoCloseable {
    /// The interval of a key that has none.
    public static final long NONE = Long.MIN_VALUE;
    private static final String WHAT = "the last row of each key";
    /// Fewer gaps are not worth a move.
    private static final int MIN_GONE = 1024;

    private final GrowableColumn which; // int32: keys that move
    private Tables tables;
    private Tables spare; // holds no memory but during a move
    private int live; // keys that have a last row

    private static final class Tables implements AutoCloseable {
        final Groups groups;
        final GrowableColumn lasts;
        final GrowableColumn filled;
        final StoredValues[] values;

        Tables(MemoryBudget budget, Groups groups, List<Type> types) {
            this.groups = groups;
            lasts = GrowableColumn.filled(budget, WHAT, Long.BYTES, NONE);
            filled = GrowableColumn.filled(budget, WHAT, Long.BYTES, NONE);
            values = new StoredValues[types.size()];
            Arrays.setAll(values, i -> new StoredValues(types.get(i), budget, WHAT));
        }

        void ensure() {
            lasts.ensure(groups.count());
            filled.ensure(groups.count());
            for (StoredValues column : values) {
                column.ensure(groups.count());
            }
        }

        @Override
        public void close() {
            groups.close();
            lasts.close();
            filled.close();
            for (StoredValues column : values) {
                column.close();
            }
        }
    }

    /// @param keys makes empty groups
    /// @param types of what is kept of a row beside its key
    public LastRows(MemoryBudget budget, Supplier<? extends Groups> keys, List<Type> types) {
        which = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        tables = new Tables(budget, keys.get(), types);
        spare = new Tables(budget, keys.get(), types);
    }

    public Groups keys() {
        return tables.groups;
    }

    /// How many numbers of keys there are.
    public int count() {
        tables.ensure();
        return tables.groups.count();
    }

    /// Finds or adds the keys of rows, and writes their numbers as int32.
    public void assign(Column[] keys, int rows, long numbers) {
        tables.groups.assign(keys, rows, numbers);
        tables.ensure();
    }

    /// The interval of a key's last row, or [#NONE].
    public long last(int key) {
        return longOf(tables.lasts, key);
    }

    /// Up to which interval rows of a key have been put out.
    public long filled(int key) {
        return longOf(tables.filled, key);
    }

    private static long longOf(GrowableColumn column, int key) {
        return Memory.longAt(column.address() + 8L * key);
    }

    /// A key's rows have been put out up to an interval.
    public void fill(int key, long interval) {
        Memory.putLong(tables.filled.address() + 8L * key, interval);
    }

    /// Takes a row.
    ///
    /// @param columns in the order of the types
    public void put(int key, long interval, Column[] columns, int row) {
        live += last(key) == NONE ? 1 : 0;
        Memory.putLong(tables.lasts.address() + 8L * key, interval);
        fill(key, interval);
        for (int i = 0; i < columns.length; i++) {
            tables.values[i].put(key, columns[i], row);
        }
    }

    /// What is kept of the last rows, by number of the key.
    public Column values(int index) {
        return tables.values[index].column();
    }

    /// Forgets the last row of a key; its values can be read until [#leaveForgotten].
    public void forget(int key) {
        Memory.putLong(tables.lasts.address() + 8L * key, NONE);
        live--;
    }

    /// Leaves forgotten keys behind, if they are so many that it pays, and there is memory for it.
    public void leaveForgotten() {
        int gone = tables.groups.count() - live;
        if (gone >= MIN_GONE && gone > live) {
            move(tables.groups.count());
        }
    }

    private void move(int keys) {
        try {
            which.ensure(keys);
            int left = 0;
            for (int key = 0; key < keys; key++) {
                if (last(key) != NONE) {
                    Memory.putInt(which.address() + 4L * left++, key);
                }
            }
            copy(left);
            Tables before = tables;
            tables = spare;
            spare = before;
        } catch (MemoryLimitException refused) {
            // they stay where they are
        } finally {
            spare.close();
            which.close();
        }
    }

    private void copy(int keys) {
        for (int i = 0; i < keys; i++) {
            long number = which.address() + 4L * i;
            int key = Memory.intAt(number);
            spare.groups.assign(tables.groups, number, 1, number);
            spare.ensure();
            int moved = Memory.intAt(number);
            Memory.putLong(spare.lasts.address() + 8L * moved, last(key));
            Memory.putLong(spare.filled.address() + 8L * moved, filled(key));
            for (int column = 0; column < spare.values.length; column++) {
                spare.values[column].put(moved, tables.values[column].column(), key);
            }
        }
    }

    @Override
    public void close() {
        which.close();
        tables.close();
        spare.close();
    }
}
