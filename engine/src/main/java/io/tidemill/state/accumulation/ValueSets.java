// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;

/// Which values each group has: pairs of a group and a value, each once, with a number from 0 on.
///
/// Values are kept once, whatever groups have them; the pairs of a group are linked from the latest to the first.
public final class ValueSets implements AutoCloseable {
    /// So many pairs are added at once.
    static final int BATCH = 512;
    /// In place of a pair.
    public static final int NONE = -1;

    private final KeyTable values;
    private final KeyTable pairs; // of one key: the group in the upper half, the value's number in the lower
    private final GrowableColumn links; // int32 by pair: the pair of its group before it
    private final GrowableColumn latest; // int32 by group: its latest pair
    private final GrowableColumn scratch; // int32: what is said below of a batch
    private final Column[] keys = {new Column(Type.INT64)};
    private int staged;

    public ValueSets(List<Type> types, MemoryBudget budget, String what) {
        values = KeyTable.of(budget, what, types);
        pairs = KeyTable.of(budget, what, List.of(Type.INT64));
        links = GrowableColumn.filled(budget, what, Integer.BYTES, NONE);
        latest = GrowableColumn.filled(budget, what, Integer.BYTES, NONE);
        scratch = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    private long part(int number) {
        scratch.ensure(6 * BATCH);
        return scratch.address() + 4L * BATCH * number;
    }

    /// Pairs of others, to be added.
    private long theirs() {
        return part(0);
    }

    /// The groups that they get here.
    private long groups() {
        return part(1);
    }

    /// The numbers of values.
    private long ids() {
        return part(2);
    }

    /// The numbers that pairs have here, as int32, once they were added.
    private long added() {
        return part(3);
    }

    /// Pairs as keys.
    private long keys() {
        return part(4);
    }

    public void ensure(int groupCount) {
        latest.ensure(groupCount);
    }

    /// How many pairs there are.
    public int size() {
        return pairs.groups();
    }

    /// The group of a pair.
    public int group(int pair) {
        return (int) (Memory.longAt(pairs.key(0).data() + 8L * pair) >>> 32);
    }

    /// All values, by number.
    Column values() {
        return values.key(0);
    }

    /// The number of the value of a pair.
    int value(int pair) {
        return (int) Memory.longAt(pairs.key(0).data() + 8L * pair);
    }

    /// The latest pair of a group, or [#NONE].
    public int latest(int group) {
        return Memory.intAt(latest.address() + 4L * group);
    }

    /// The pair of the same group before one, or [#NONE].
    public int before(int pair) {
        return Memory.intAt(links.address() + 4L * pair);
    }

    /// Adds the values of rows to their groups, at most a batch.
    void add(Column[] columns, long groupNumbers, int count) {
        values.assign(columns, count, ids());
        addPairs(groupNumbers, count);
    }

    /// Stages a pair of others for a group here; answers whether the batch is full, and must be added.
    public boolean stage(int theirPair, int group) {
        Memory.putInt(theirs() + 4L * staged, theirPair);
        Memory.putInt(groups() + 4L * staged, group);
        return ++staged == BATCH;
    }

    /// Adds what was staged; answers how much it was.
    public int addStaged(ValueSets others) {
        int count = staged;
        staged = 0;
        for (int i = 0; i < count; i++) {
            Memory.putInt(added() + 4L * i, others.value(stagedPair(i)));
        }
        values.assign(others.values, added(), count, ids());
        addPairs(groups(), count);
        return count;
    }

    /// The others' pair that was staged as the i-th.
    public int stagedPair(int i) {
        return Memory.intAt(theirs() + 4L * i);
    }

    /// The pair that it is here.
    public int addedPair(int i) {
        return Memory.intAt(added() + 4L * i);
    }

    private void addPairs(long groupNumbers, int count) {
        long words = keys();
        long valueNumbers = ids();
        for (int i = 0; i < count; i++) {
            long group = Memory.intAt(groupNumbers + 4L * i);
            Memory.putLong(words + 8L * i, group << 32 | Memory.intAt(valueNumbers + 4L * i));
        }
        int known = size();
        keys[0].setFixed(words);
        pairs.assign(keys, count, added());
        links.ensure(size());
        for (int pair = known; pair < size(); pair++) {
            long end = latest.address() + 4L * group(pair);
            Memory.putInt(links.address() + 4L * pair, Memory.intAt(end));
            Memory.putInt(end, pair);
        }
    }

    void clear() {
        values.clear();
        pairs.clear();
        links.clear();
        latest.clear();
        staged = 0;
    }

    @Override
    public void close() {
        values.close();
        pairs.close();
        links.close();
        latest.close();
        scratch.close();
        staged = 0;
    }
}
