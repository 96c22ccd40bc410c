// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.aggregate.Winners;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// A row for each group: its rank, its value and its place in the stream, as far as the accumulation asks for them.
///
/// A place is two int64s: the slot of the ring, and the row among all that came of it.
public final class KeptRows implements Accumulators.Replaceable {
    private static final int PLACE_BYTES = 2 * Long.BYTES;

    private final Winners order;
    private final GrowableColumn kept; // a byte a group: whether it has a row
    private final @Nullable GrowableColumn places;
    private final @Nullable StoredValues ranks;
    private final @Nullable StoredValues values;

    KeptRows(KeptRowAccumulation kind, MemoryBudget budget, String what) {
        order = kind.order();
        kept = GrowableColumn.zeroed(budget, what, 1);
        places = kind.hasPlaces() ? GrowableColumn.zeroed(budget, what, PLACE_BYTES) : null;
        ranks = kind.rank().map(type -> new StoredValues(type, budget, what)).orElse(null);
        values = kind.value().map(type -> new StoredValues(type, budget, what)).orElse(null);
    }

    /// How many groups there is room for.
    public int groups() {
        return kept.groups();
    }

    /// Where it says, a byte a group, whether there is a row.
    public long kept() {
        return kept.address();
    }

    /// The ranks, by group; null where the place decides.
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
        if (places != null) {
            places.ensure(groups);
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
    /// @param rank null where the place decides
    /// @param value null where the rank is all that is asked for
    public void keep(int group, @Nullable Column rank, @Nullable Column value, int row, long slot, long rowOfSlot) {
        if (places != null) {
            Memory.putLong(place(places, group), slot);
            Memory.putLong(place(places, group) + Long.BYTES, rowOfSlot);
        }
        if (ranks != null && rank != null) {
            ranks.put(group, rank, row);
        }
        if (values != null && value != null) {
            values.put(group, value, row);
        }
        Memory.putByte(kept.address() + group, (byte) 1);
    }

    private static long place(GrowableColumn places, int group) {
        return places.address() + (long) PLACE_BYTES * group;
    }

    private boolean has(int group) {
        return Memory.byteAt(kept.address() + group) != 0;
    }

    @Override
    public void merge(Accumulators others, long which, int count, long numbers) {
        KeptRows from = (KeptRows) others;
        for (int i = 0; i < count; i++) {
            int theirs = which == ALL ? i : Memory.intAt(which + 4L * i);
            int here = Memory.intAt(numbers + 4L * i);
            if (from.has(theirs) && (!has(here) || from.beats(theirs, this, here))) {
                take(from, theirs, here);
            }
        }
    }

    @Override
    public void replace(Accumulators others, long which, int count, long numbers) {
        KeptRows from = (KeptRows) others;
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

    private boolean beats(int group, KeptRows others, int other) {
        int byRank = ranks == null || others.ranks == null
                ? 0
                : StoredValues.compare(ranks.column(), group, others.ranks.column(), other);
        if (byRank != 0) {
            return order == Winners.LEAST ? byRank < 0 : byRank > 0;
        }
        if (places == null || others.places == null) {
            return false;
        }
        int byPlace = comparePlaces(place(places, group), place(others.places, other));
        return order == Winners.LAST ? byPlace > 0 : byPlace < 0;
    }

    private static int comparePlaces(long place, long other) {
        int bySlot = Long.compare(Memory.longAt(place), Memory.longAt(other));
        return bySlot != 0
                ? bySlot
                : Long.compare(Memory.longAt(place + Long.BYTES), Memory.longAt(other + Long.BYTES));
    }

    private void take(KeptRows from, int theirs, int here) {
        if (places != null && from.places != null) {
            Memory.copy(place(from.places, theirs), place(places, here), PLACE_BYTES);
        }
        if (ranks != null && from.ranks != null) {
            ranks.put(here, from.ranks.column(), theirs);
        }
        if (values != null && from.values != null) {
            values.put(here, from.values.column(), theirs);
        }
        Memory.putByte(kept.address() + here, (byte) 1);
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
        if (places != null) {
            places.clear();
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
        if (places != null) {
            places.close();
        }
        if (ranks != null) {
            ranks.close();
        }
        if (values != null) {
            values.close();
        }
    }
}
