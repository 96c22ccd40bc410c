// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Type;

/// Gives each distinct key a dense group id: 0, 1, 2, ... by first appearance.
///
/// Keys are composite, of any types but lists and heap values (for these see [HeapKeyTable]). A null is a key of its own; all
/// NaNs are one key, and -0.0 is 0.0. Aggregates are columns beside the table, indexed by group id ([GrowableColumn]).
///
/// Two tables that were given equal keys in the same order are equal in everything. The hash is fixed ([#hashOf]).
///
/// Memory grows with the keys, off the heap, counted by the budget: about 29 bytes for an int64 key. No call stalls because the
/// table is large: it grows by pieces. A table holds at most [#MAX_GROUPS] keys, and 2 GiB of text for each key that is text.
///
/// One thread writes; when it has handed the table over, others may read [#key], [#groups] and [#hashOf], and merge from it.
public final class KeyTable implements AutoCloseable {
    /// The most keys of a table.
    public static final int MAX_GROUPS = 1 << 29;
    /// The most columns of a key.
    public static final int MAX_KEYS = KeyLayout.MAX_KEYS;
    /// Hash ranges: the unit in which keyed state is divided and ordered.
    public static final int RANGES = KeyHash.RANGES;

    private final KeyLayout layout;
    private final KeyBatch batch;
    private final WordLoader loader;
    private final KeyStore store;
    private final RangeIndex index;
    private final boolean mayIndex;
    private final boolean isVerified; // equal hashes do not tell that keys are equal
    private final Slots slots;
    private final Slots nullSlots; // keys with a null: their words alone do not tell them
    private final SlotPasses passes = new SlotPasses();
    private int assignedRows;
    private boolean growing; // whether the last batch was mostly new keys

    private KeyTable(MemorySupply supply, List<Type> keyTypes, int maxTextBytes) {
        layout = KeyLayout.of(keyTypes);
        batch = new KeyBatch(layout.words(), layout.texts());
        loader = new WordLoader(layout);
        store = new KeyStore(supply, layout, maxTextBytes);
        index = new RangeIndex(supply, layout.words());
        mayIndex = layout.texts() == 0;
        isVerified = layout.texts() > 0 || !layout.isOneWord();
        slots = new Slots(supply);
        nullSlots = new Slots(supply);
    }

    /// An empty table. It takes no memory of the budget before the first key.
    ///
    /// @param what names the table in a refusal
    public static KeyTable of(MemoryBudget budget, String what, List<Type> keyTypes) {
        return of(MemorySupply.of(budget, what), keyTypes, Integer.MAX_VALUE);
    }

    static KeyTable of(MemorySupply supply, List<Type> keyTypes, int maxTextBytes) {
        return new KeyTable(supply, keyTypes, maxTextBytes);
    }

    public List<Type> keyTypes() {
        return layout.types();
    }

    /// How many keys there are.
    public int groups() {
        return store.groups();
    }

    /// Finds or adds the key of each row, and writes its group as int32 to `groupIds`.
    ///
    /// If memory is refused ([MemoryLimitException]), the rows before the one that needed it have their groups, and
    /// [#assignedRows] says how many they are; the table is as it was before that row, and goes on working.
    ///
    /// @param keys dense columns of the table's types, borrowed for the call
    public void assign(Column[] keys, int rows, long groupIds) {
        requireTypes(keys);
        assignedRows = 0;
        for (int from = 0; from < rows; from += KeyBatch.ROWS) {
            batch.rows = Math.min(KeyBatch.ROWS, rows - from);
            loader.load(keys, from, batch);
            assignBatch(groupIds + 4L * from);
        }
    }

    /// The same for keys of another table of the same types: `count` of its groups, listed as int32 at `groups`.
    public void assign(KeyTable other, long groups, int count, long groupIds) {
        requireTypes(other);
        assignedRows = 0;
        for (int from = 0; from < count; from += KeyBatch.ROWS) {
            batch.rows = Math.min(KeyBatch.ROWS, count - from);
            other.store.load(groups + 4L * from, batch);
            assignBatch(groupIds + 4L * from);
        }
    }

    /// Writes the group of each row's key as int32, -1 where there is none. Adds nothing.
    public void find(Column[] keys, int rows, long groupIds) {
        requireTypes(keys);
        for (int from = 0; from < rows; from += KeyBatch.ROWS) {
            batch.rows = Math.min(KeyBatch.ROWS, rows - from);
            loader.load(keys, from, batch);
            findBatch(groupIds + 4L * from);
        }
    }

    /// The same for keys of another table of the same types: `count` of its groups, listed as int32 at `groups`.
    public void find(KeyTable other, long groups, int count, long groupIds) {
        requireTypes(other);
        for (int from = 0; from < count; from += KeyBatch.ROWS) {
            batch.rows = Math.min(KeyBatch.ROWS, count - from);
            other.store.load(groups + 4L * from, batch);
            findBatch(groupIds + 4L * from);
        }
    }

    private void findBatch(long groupIds) {
        findMost();
        for (int i = 0; i < batch.openRows; i++) {
            batch.found[batch.open[i]] = lookUp(batch.open[i]);
        }
        batch.copyFound(groupIds, batch.rows);
    }

    /// The rows that got a group from the last `assign`: all of them, or those before a refusal.
    public int assignedRows() {
        return assignedRows;
    }

    /// The values of one key, by group id: a view of this table's memory, which each call that adds keys sets anew.
    public Column key(int keyIndex) {
        return store.column(keyIndex);
    }

    /// The hash of a group's key: the same for this key on every machine and for ever ([KeyHash] defines it).
    public long hashOf(int group) {
        return store.hash(group);
    }

    /// The hash range of a group's key: the first 6 bits of its hash.
    public int range(int group) {
        return KeyHash.range(store.hash(group));
    }

    /// Lists all groups by range, and within a range by first appearance: the order of output.
    ///
    /// @param order where to write the groups, as int32
    /// @param rangeStarts gets, for each range and for one behind the last, where its groups start in the list
    public void orderByRange(long order, int[] rangeStarts) {
        Objects.checkFromIndexSize(0, RANGES + 1, rangeStarts.length);
        Arrays.fill(rangeStarts, 0, RANGES + 1, 0);
        int groups = store.groups();
        for (int group = 0; group < groups; group++) {
            rangeStarts[range(group)]++;
        }
        int start = 0;
        for (int range = 0; range < RANGES; range++) {
            int count = rangeStarts[range];
            rangeStarts[range] = start;
            start += count;
        }
        for (int group = 0; group < groups; group++) {
            Memory.putInt(order + 4L * rangeStarts[range(group)]++, group);
        }
        // by now each is where the next range starts
        System.arraycopy(rangeStarts, 0, rangeStarts, 1, RANGES);
        rangeStarts[0] = 0;
    }

    /// Forgets all keys, and keeps the memory for as many again. Takes no time to speak of, whatever the size.
    public void clear() {
        slots.clear();
        nullSlots.clear();
        index.clear();
        store.clear();
    }

    /// Gives all memory back. The table is as a new one then, and may be used again.
    @Override
    public void close() {
        slots.close();
        nullSlots.close();
        index.close();
        store.close();
    }

    private void assignBatch(long groupIds) {
        int groupsBefore = store.groups();
        boolean learns = findMost();
        batch.resolvedRows = 0;
        try {
            assignOpen();
        } finally {
            batch.copyFound(groupIds, batch.resolvedRows);
            assignedRows += batch.resolvedRows;
            if (learns) {
                index.learn(batch);
            }
            if (mayIndex) {
                index.adapt(batch.rows, store.groups());
            }
            if (batch.openRows > 0) {
                store.refresh(); // also when refused: memory may have moved all the same
            }
            growing = 2 * (store.groups() - groupsBefore) > batch.rows;
        }
    }

    /// Finds the groups of most rows; those left open, in order, are to be looked up one by one. Answers whether the index
    /// did not know all of them.
    private boolean findMost() {
        boolean indexed = mayIndex && index.isOn();
        if (indexed) {
            index.find(batch);
        }
        boolean learns = indexed && batch.openRows > 0;
        if (!indexed || learns || batch.hasNulls) {
            batch.hash();
        }
        if (slots.size() == 0) {
            batch.openAll();
        } else if (!indexed) {
            passes.findAll(slots, batch, !growing);
        } else if (learns) {
            passes.findOpen(slots, batch);
        }
        if (isVerified && batch.openRows < batch.rows && store.unfindDifferent(batch)) {
            batch.openAbsent();
        }
        if (batch.hasNulls) {
            batch.unfindNulls();
            batch.openAbsent();
        }
        return learns;
    }

    private void assignOpen() {
        for (int i = 0; i < batch.openRows; i++) {
            int row = batch.open[i];
            batch.resolvedRows = row;
            int group = lookUp(row);
            batch.found[row] = group == KeyBatch.ABSENT ? add(row) : group;
        }
        batch.resolvedRows = batch.rows;
    }

    private int lookUp(int row) {
        boolean isNull = batch.isNull(row);
        Slots where = isNull ? nullSlots : slots;
        if (where.size() == 0) {
            return KeyBatch.ABSENT;
        }
        long hash = hash(row);
        boolean exact = !isVerified && !isNull;
        long slot = where.home(hash);
        while (true) {
            int group = Slots.groupAt(slot);
            if (group < 0 || (Slots.hashAt(slot) == hash && (exact || store.equals(group, batch, row)))) {
                where.remember(slot);
                return group;
            }
            slot = where.after(slot, hash);
        }
    }

    private long hash(int row) {
        long hash = batch.hash[row];
        return batch.isNull(row) ? KeyHash.withNulls(hash, batch.nulls[row]) : hash;
    }

    /// Everything that may be refused comes first, and shows nothing; then the key is added as a whole.
    private int add(int row) {
        boolean isNull = batch.isNull(row);
        Slots where = isNull ? nullSlots : slots;
        long hash = hash(row);
        where.reserve(hash);
        store.reserve(batch, row);
        int group = store.add(batch, row);
        where.add(hash, group);
        if (mayIndex && !isNull) {
            index.widen(batch, row);
        }
        return group;
    }

    private void requireTypes(KeyTable other) {
        if (!layout.hasTypesOf(other.layout)) {
            throw new IllegalArgumentException("keys " + other.layout.types() + " do not merge into " + layout.types());
        }
    }

    private void requireTypes(Column[] keys) {
        boolean equal = keys.length == layout.types().size();
        for (int key = 0; equal && key < keys.length; key++) {
            equal = keys[key].type().equals(layout.types().get(key));
        }
        if (!equal) {
            throw new IllegalArgumentException("a table of " + layout.types() + " was given other columns: "
                    + Arrays.stream(keys).map(Column::type).toList());
        }
    }
}
