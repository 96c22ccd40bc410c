// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// In how many slices of a window each group is. One that is in none is dead: it is not put out, and revives with its next row.
final class Membership implements AutoCloseable {
    /// Fewer dead groups are not worth a rebuild.
    private static final int MIN_DEAD = 1024;
    /// A rebuild touches each entry of each slice; at most so many for each dead group keep its cost constant per death.
    private static final int MOST_ENTRIES_PER_DEAD = 8;

    private final GrowableColumn slices; // int32 by group number
    private int dead;
    private long entries; // groups of all slices together

    Membership(MemoryBudget budget, String what) {
        slices = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    /// A slice came, with these groups.
    void enter(long mapping, int groups, int windowGroups) {
        int known = slices.groups();
        slices.ensure(windowGroups);
        for (int i = 0; i < groups; i++) {
            int group = Memory.intAt(mapping + 4L * i);
            int before = add(group, 1);
            if (before == 0 && group < known) {
                dead--;
            }
        }
        entries += groups;
    }

    /// A slice left.
    void leave(long mapping, int groups) {
        for (int i = 0; i < groups; i++) {
            if (add(Memory.intAt(mapping + 4L * i), -1) == 1) {
                dead++;
            }
        }
        entries -= groups;
    }

    private int add(int group, int change) {
        long address = slices.address() + 4L * group;
        int before = Memory.intAt(address);
        Memory.putInt(address, before + change);
        return before;
    }

    /// Keeps those of some group numbers that are alive, in their order; answers how many.
    int keepLive(long numbers, int count) {
        int live = 0;
        for (int i = 0; i < count; i++) {
            int group = Memory.intAt(numbers + 4L * i);
            Memory.putInt(numbers + 4L * live, group);
            live += Memory.intAt(slices.address() + 4L * group) > 0 ? 1 : 0;
        }
        return live;
    }

    int live() {
        return slices.groups() - dead;
    }

    /// Whether more groups are dead than alive, and enough to pay for leaving them behind.
    boolean isStale() {
        return dead >= MIN_DEAD && dead > live() && entries <= (long) MOST_ENTRIES_PER_DEAD * dead;
    }

    /// Lists the live groups, and the number that each gets when the dead ones are left behind.
    ///
    /// @param live room for [#live] numbers
    /// @param renumbered by old number: the new ones
    void listLive(long live, long renumbered) {
        int next = 0;
        for (int group = 0; group < slices.groups(); group++) {
            if (Memory.intAt(slices.address() + 4L * group) > 0) {
                Memory.putInt(live + 4L * next, group);
                Memory.putInt(renumbered + 4L * group, next++);
            }
        }
    }

    /// Takes over the live groups of another, as it has listed them.
    void takeLive(Membership other, long live) {
        slices.ensure(other.live());
        for (int i = 0; i < other.live(); i++) {
            int group = Memory.intAt(live + 4L * i);
            Memory.putInt(slices.address() + 4L * i, Memory.intAt(other.slices.address() + 4L * group));
        }
        entries = other.entries;
    }

    @Override
    public void close() {
        slices.close();
        dead = 0;
        entries = 0;
    }
}
