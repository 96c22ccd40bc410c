// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.List;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;

/// Which keys came within some time.
///
/// There are two tables: keys are added to the fresh one; when as much time has passed as keys are remembered, it becomes the old one,
/// and the old one is forgotten at once, whatever its size. So no key is looked at again only to be removed, and at most the keys of
/// twice the time are held. A key that comes again is remembered from its first time on.
public final class SeenKeys implements AutoCloseable {
    private final long horizonMicros;
    private final Buffer memory;
    private final long freshGroups;
    private final long oldGroups;
    private Generation fresh;
    private Generation old;
    private long nextTurnMicros;

    /// The keys of one period.
    private static final class Generation implements AutoCloseable {
        final KeyTable table;
        final GrowableColumn times; // when each key came

        Generation(MemoryBudget budget, String what, List<Type> keyTypes) {
            table = KeyTable.of(budget, what, keyTypes);
            times = GrowableColumn.zeroed(budget, what, Long.BYTES);
        }

        long time(int group) {
            return Memory.longAt(times.address() + (long) Long.BYTES * group);
        }

        void time(int group, long micros) {
            Memory.putLong(times.address() + (long) Long.BYTES * group, micros);
        }

        void clear() {
            table.clear();
            times.clear();
        }

        @Override
        public void close() {
            table.close();
            times.close();
        }
    }

    /// @param horizonMicros how long a key is remembered
    /// @param zeroMicros the time at the beginning
    /// @param rows at most so many are asked about at a time
    public SeenKeys(MemoryBudget budget, String what, List<Type> keyTypes, long horizonMicros, long zeroMicros,
            int rows) {
        this.horizonMicros = horizonMicros;
        memory = Buffer.allocate(budget, what, 2L * Integer.BYTES * rows);
        freshGroups = memory.address();
        oldGroups = freshGroups + (long) Integer.BYTES * rows;
        fresh = new Generation(budget, what, keyTypes);
        old = new Generation(budget, what, keyTypes);
        nextTurnMicros = later(zeroMicros);
    }

    private long later(long micros) {
        return micros > Long.MAX_VALUE - horizonMicros ? Long.MAX_VALUE : micros + horizonMicros;
    }

    /// Writes the int32 numbers of the rows whose keys are new, and answers how many they are. From now on these keys are not.
    ///
    /// @param keys dense columns
    public int firsts(Column[] keys, int rows, long nowMicros, long numbers) {
        int known = fresh.table.groups();
        fresh.table.assign(keys, rows, freshGroups);
        if (fresh.table.groups() > known && old.table.groups() > 0) {
            old.table.find(keys, rows, oldGroups);
        }
        return firsts(known, rows, nowMicros, numbers);
    }

    /// The same for the keys of a table: some of its groups, listed as int32 at `groups`. What is written are places in that list.
    public int firsts(KeyTable table, long groups, int count, long nowMicros, long numbers) {
        int known = fresh.table.groups();
        fresh.table.assign(table, groups, count, freshGroups);
        if (fresh.table.groups() > known && old.table.groups() > 0) {
            old.table.find(table, groups, count, oldGroups);
        }
        return firsts(known, count, nowMicros, numbers);
    }

    /// @param known how many keys the fresh table had before: they get their numbers in the order in which they come
    private int firsts(int known, int rows, long nowMicros, long numbers) {
        fresh.times.ensure(fresh.table.groups());
        boolean isOldEmpty = old.table.groups() == 0;
        int next = known;
        int firsts = 0;
        for (int row = 0; row < rows; row++) {
            int group = Memory.intAt(freshGroups + 4L * row);
            boolean isFirst;
            if (group == next) {
                next++;
                isFirst = isOldEmpty || isForgotten(row, group, nowMicros);
            } else {
                isFirst = nowMicros - fresh.time(group) >= horizonMicros;
            }
            if (isFirst) {
                fresh.time(group, nowMicros);
                Memory.putInt(numbers + 4L * firsts++, row);
            }
        }
        return firsts;
    }

    /// Whether the old table does not know a key any more; if it does, the key takes its time over.
    private boolean isForgotten(int row, int group, long nowMicros) {
        int before = Memory.intAt(oldGroups + 4L * row);
        if (before < 0 || nowMicros - old.time(before) >= horizonMicros) {
            return true;
        }
        fresh.time(group, old.time(before));
        return false;
    }

    /// Says that it is later: what is older than the horizon may be forgotten.
    public void advance(long nowMicros) {
        if (nowMicros >= nextTurnMicros) {
            Generation forgotten = old;
            old = fresh;
            fresh = forgotten;
            forgotten.clear();
            nextTurnMicros = later(nowMicros);
        }
    }

    /// How many keys are held.
    public int keys() {
        return fresh.table.groups() + old.table.groups();
    }

    /// Forgets all keys, keeps the memory.
    public void clear() {
        fresh.clear();
        old.clear();
    }

    @Override
    public void close() {
        memory.close();
        fresh.close();
        old.close();
    }
}
