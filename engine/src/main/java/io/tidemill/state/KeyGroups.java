// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.KeyTable;

/// A group for each distinct key; those of one hash range stand together in the output.
public final class KeyGroups implements Groups {
    private final KeyTable table;
    private final Ordinals all;
    private final int[] rangeStarts = new int[KeyTable.RANGES + 1];
    private final RangeOrder rangeOrder = new RangeOrder(this::range);

    public KeyGroups(MemoryBudget budget, String what, List<Type> keyTypes) {
        table = KeyTable.of(budget, what, keyTypes);
        all = new Ordinals(budget, what);
    }

    @Override
    public int count() {
        return table.groups();
    }

    @Override
    public void assign(Column[] keys, int rows, long numbers) {
        table.assign(keys, rows, numbers);
    }

    @Override
    public void assign(Groups others, long numbers) {
        assign(others, ((KeyGroups) others).all.address(others.count()), others.count(), numbers);
    }

    @Override
    public void assign(Groups others, long which, int count, long numbers) {
        table.assign(((KeyGroups) others).table, which, count, numbers);
    }

    @Override
    public void order(long numbers) {
        order(numbers, rangeStarts);
    }

    @Override
    public void order(long numbers, int[] starts) {
        table.orderByRange(numbers, starts);
    }

    @Override
    public void order(long which, int count, long numbers) {
        rangeOrder.sort(which, count, numbers);
    }

    @Override
    public int range(int group) {
        return table.range(group);
    }

    @Override
    public Column key(int index) {
        return table.key(index);
    }

    @Override
    public void clear() {
        table.clear();
    }

    @Override
    public void close() {
        table.close();
        all.close();
    }
}
