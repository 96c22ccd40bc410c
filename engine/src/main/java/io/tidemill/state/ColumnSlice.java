// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.Arrays;
import java.util.List;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.Accumulators;

/// The groups of a slice, and a column of accumulators for each accumulation.
public final class ColumnSlice implements Slice, GroupResults {
    private static final String WHAT = "the groups of a slice";

    private final Groups groups;
    private final Accumulators[] columns;
    private final GrowableColumn mapping; // of groups to those of the window

    /// @param groups closed with the slice
    public ColumnSlice(MemoryBudget budget, List<Accumulation> accumulations, Groups groups) {
        this.groups = groups;
        this.columns = new Accumulators[accumulations.size()];
        Arrays.setAll(columns, i -> accumulations.get(i).accumulators(budget, WHAT));
        this.mapping = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
    }

    @Override
    public Groups groups() {
        return groups;
    }

    /// Makes room for the accumulators of all groups that there are, and adds those of groups that were joined to what they are part of.
    public void ensure() {
        for (Accumulators column : columns) {
            column.ensure(groups.count());
        }
        if (groups.joined() > 0) {
            join();
        }
    }

    private void join() {
        for (Accumulators column : columns) {
            for (int i = 0; i < groups.joined(); i++) { // one by one: several may be parts of the same
                column.merge(column, groups.joinedFrom() + 4L * i, 1, groups.joinedInto() + 4L * i);
            }
        }
        groups.forgetJoined();
    }

    /// How many accumulations there are.
    int size() {
        return columns.length;
    }

    /// By group number.
    public Accumulators accumulators(int accumulation) {
        return columns[accumulation];
    }

    /// Says which group of a window each group is, adding those that the window does not have.
    public void mapInto(Groups window) {
        ensure();
        mapping.ensure(groups.count());
        window.assign(groups, mapping.address());
    }

    public long mapping() {
        return mapping.address();
    }

    /// The window's groups got new numbers: those at `renumbered`, by their old ones.
    public void renumber(long renumbered) {
        for (int i = 0; i < groups.count(); i++) {
            long address = mapping.address() + 4L * i;
            Memory.putInt(address, Memory.intAt(renumbered + 4L * Memory.intAt(address)));
        }
    }

    @Override
    public int order(long numbers) {
        ensure();
        groups.order(numbers);
        return groups.count();
    }

    @Override
    public void pick(int accumulation, long which, int count, Accumulators picked) {
        columns[accumulation].pick(which, count, picked);
    }

    @Override
    public void mergeInto(int accumulation, long which, int count, Accumulators target, long numbers) {
        target.merge(columns[accumulation], which, count, numbers);
    }

    @Override
    public void clear() {
        groups.clear();
        for (Accumulators column : columns) {
            column.clear();
        }
    }

    @Override
    public void close() {
        groups.close();
        for (Accumulators column : columns) {
            column.close();
        }
        mapping.close();
    }
}
