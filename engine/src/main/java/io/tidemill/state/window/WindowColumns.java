// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.Groups;
import io.tidemill.state.accumulation.Accumulation;

/// The tables of a sliding window: its groups, in how many slices each is, and a total for each accumulation.
final class WindowColumns implements AutoCloseable {
    private final Groups groups;
    private final Membership members;
    private final List<TotalColumn> totals = new ArrayList<>();

    WindowColumns(MemoryBudget budget, List<Accumulation> accumulations, Groups groups) {
        this.groups = groups;
        this.members = new Membership(budget, ColumnTotals.WHAT);
        accumulations.forEach(accumulation -> totals.add(TotalColumn.of(accumulation, budget)));
    }

    Groups groups() {
        return groups;
    }

    Membership members() {
        return members;
    }

    List<TotalColumn> totals() {
        return totals;
    }

    /// Takes over the live groups of another, in their order.
    ///
    /// @param live their numbers there
    void takeLive(WindowColumns other, GrowableColumn live) {
        int count = other.members.live();
        members.takeLive(other.members, live.address());
        for (int i = 0; i < totals.size(); i++) {
            totals.get(i).take(other.totals.get(i), live.address(), count);
        }
        groups.assign(other.groups, live.address(), count, live.address()); // each is given its place in the list
    }

    /// Gives all memory back; the tables are empty then, and may be used again.
    @Override
    public void close() {
        groups.close();
        members.close();
        for (int i = 0; i < totals.size(); i++) {
            totals.get(i).close();
        }
    }
}
