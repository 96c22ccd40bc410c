// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.aggregate.Winners;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.row.StoredValues;

/// A row for each group: its rank, its value and its arrival, as far as the accumulation asks for them.
///
/// An arrival is two int64s: the slot of the ring, and the row among all that came of it.
public final class KeptRows implements Accumulators.Replaceable {
    private static final int ARRIVAL_BYTES = 2 * Long.BYTES;

    private final Winners order;
    private final GrowableColumn kept; // a byte a group: whether it has a row
    private final @Nullable GrowableColumn arrivals;
    private final @Nullable StoredValues ranks;
    private final @Nullable StoredValues values;
    private final @Nullable Column theirRanks; // views of others, which several lanes may read at once
    private final @Nullable Column theirValues;

    KeptRows(KeptRowAccumulation kind, MemoryBudget budget, String what) {
        order = kind.order();
        kept = GrowableColumn.zeroed(budget, what, 1);
        arrivals = kind.hasArrivals() ? GrowableColumn.zeroed(budget, what, ARRIVAL_BYTES) : null;
        ranks = kind.rank().map(type -> new StoredValues(type, budget, what)).orElse(null);
        values = kind.value().map(type -> new StoredValues(type, budget, what)).orElse(null);
        theirRanks = kind.rank().map(Column::new).orElse(null);
        theirValues = kind.value().map(Column::new).orElse(null);
    }

    /// How many groups there is room for.
    public int groups() {
        return kept.groups();
    }

    /// Where it says, a byte a group, whether there is a row.
    public long kept() {
        return kept.address();
    }

    /// The ranks, by group; null where the arrival decides.
    public @Nullable Column ranks() {
        return ranks == null ? null : ranks.column();
    }

    /// What is asked for of the rows, by group: null where there is none.
    public Column values() {
        StoredValues asked = values == null ? ranks : values;
        if (asked == null) {
            throw new IllegalStateException("a row is kept of which nothing is asked for");
        }
        return asked.column();
    }

    @Override
    public void ensure(int groups) {
        kept.ensure(groups);
        if (arrivals != null) {
            arrivals.ensure(groups);
        }
        if (ranks != null) {
            ranks.ensure(groups);
        }
        if (values != null) {
            values.ensure(groups);
        }
    }

    /// Puts a row in the place of what a group had.
    ///
    /// @param rank null where the arrival decides
    /// @param value null where the rank is all that is asked for
    public void keep(int group, @Nullable Column rank, @Nullable Column value, int row, long slot, long rowOfSlot) {
        if (arrivals != null) {
            Memory.putLong(arrival(arrivals, group), slot);
            Memory.putLong(arrival(arrivals, group) + Long.BYTES, rowOfSlot);
        }
        if (ranks != null && rank != null) {
            ranks.put(group, rank, row);
        }
        if (values != null && value != null) {
            values.put(group, value, row);
        }
        Memory.putByte(kept.address() + group, (byte) 1);
    }

    private static long arrival(GrowableColumn arrivals, int group) {
        return arrivals.address() + (long) ARRIVAL_BYTES * group;
    }

    private boolean has(int group) {
        return Memory.byteAt(kept.address() + group) != 0;
    }

    @Override
    public void merge(Accumulators others, long which, int count, long numbers) {
        KeptRows from = (KeptRows) others;
        view(from);
        for (int i = 0; i < count; i++) {
            int theirs = which == ALL ? i : Memory.intAt(which + 4L * i);
            int here = Memory.intAt(numbers + 4L * i);
            if (from.has(theirs) && (!has(here) || isBeaten(here, from, theirs))) {
                take(from, theirs, here);
            }
        }
    }

    @Override
    public void replace(Accumulators others, long which, int count, long numbers) {
        KeptRows from = (KeptRows) others;
        view(from);
        for (int i = 0; i < count; i++) {
            int theirs = which == ALL ? i : Memory.intAt(which + 4L * i);
            int here = numbers == ALL ? i : Memory.intAt(numbers + 4L * i);
            if (from.has(theirs)) {
                take(from, theirs, here);
            } else {
                forget(here);
            }
        }
    }

    private void view(KeptRows from) {
        if (from.ranks != null && theirRanks != null) {
            from.ranks.view(theirRanks);
        }
        if (from.values != null && theirValues != null) {
            from.values.view(theirValues);
        }
    }

    private boolean isBeaten(int here, KeptRows from, int theirs) {
        int byRank = ranks == null || theirRanks == null
                ? 0
                : StoredValues.compare(theirRanks, theirs, ranks.column(), here);
        if (byRank != 0) {
            return order == Winners.LEAST ? byRank < 0 : byRank > 0;
        }
        if (arrivals == null || from.arrivals == null) {
            return false;
        }
        int byArrival = compareArrivals(arrival(from.arrivals, theirs), arrival(arrivals, here));
        return order == Winners.LAST ? byArrival > 0 : byArrival < 0;
    }

    private static int compareArrivals(long arrival, long other) {
        int bySlot = Long.compare(Memory.longAt(arrival), Memory.longAt(other));
        return bySlot != 0
                ? bySlot
                : Long.compare(Memory.longAt(arrival + Long.BYTES), Memory.longAt(other + Long.BYTES));
    }

    private void take(KeptRows from, int theirs, int here) {
        if (arrivals != null && from.arrivals != null) {
            Memory.copy(arrival(from.arrivals, theirs), arrival(arrivals, here), ARRIVAL_BYTES);
        }
        take(ranks, from == this, theirRanks, theirs, here);
        take(values, from == this, theirValues, theirs, here);
        Memory.putByte(kept.address() + here, (byte) 1);
    }

    /// @param areOwn whether the row is another of these: a put would move what it reads
    private static void take(@Nullable StoredValues to, boolean areOwn, @Nullable Column from, int theirs, int here) {
        if (to != null && areOwn) {
            to.share(theirs, here);
        } else if (to != null && from != null) {
            to.put(here, from, theirs);
        }
    }

    private void forget(int group) {
        Memory.putByte(kept.address() + group, (byte) 0);
        if (ranks != null) {
            ranks.forget(group);
        }
        if (values != null) {
            values.forget(group);
        }
    }

    @Override
    public void clear() {
        kept.clear();
        if (arrivals != null) {
            arrivals.clear();
        }
        if (ranks != null) {
            ranks.clear();
        }
        if (values != null) {
            values.clear();
        }
    }

    @Override
    public void close() {
        kept.close();
        if (arrivals != null) {
            arrivals.close();
        }
        if (ranks != null) {
            ranks.close();
        }
        if (values != null) {
            values.close();
        }
    }
}
