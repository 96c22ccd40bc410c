// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import java.util.Optional;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.Groups;
import io.tidemill.state.LanePartial;
import io.tidemill.state.SliceMerge;
import io.tidemill.state.accumulation.Accumulators;

/// A window that is put out more than once: what its groups come to, which of them have changed since, and what they came to before.
///
/// Only groups that change cost anything beside the window itself.
public final class RevisedWindow implements SliceMerge.Touch, AutoCloseable {
    private static final String WHAT = "a window that is revised";
    private static final byte CHANGED = 1;
    private static final byte PUT_OUT = 2;

    private final ColumnSlice slice;
    private final Optional<ColumnSlice> before; // of changed groups, what was put out of them
    private final SliceMerge keeping;
    private final GrowableColumn marks; // int8 by group
    private final GrowableColumn changed; // int32: groups, as they changed
    private final GrowableColumn touched; // int32: those at hand that were put out
    private final Changes changes = new Changes();
    private int changedCount;
    private int beforeCount;

    /// The groups that have changed.
    private final class Changes implements GroupResults {

        @Override
        public Groups groups() {
            return slice.groups();
        }

        @Override
        public int order(long numbers) {
            slice.groups().order(changed.address(), changedCount, numbers);
            return changedCount;
        }

        @Override
        public void pick(int accumulation, long which, int count, Accumulators picked) {
            slice.pick(accumulation, which, count, picked);
        }

        @Override
        public void mergeInto(int accumulation, long which, int count, Accumulators target, long numbers) {
            slice.mergeInto(accumulation, which, count, target, numbers);
        }
    }

    /// @param slice closed with the window
    /// @param before an empty one like it, if what was put out is to be taken back; closed with the window
    /// @param keeping copies groups to it
    public RevisedWindow(MemoryBudget budget, ColumnSlice slice, Optional<ColumnSlice> before, SliceMerge keeping) {
        this.slice = slice;
        this.before = before;
        this.keeping = keeping;
        this.marks = GrowableColumn.zeroed(budget, WHAT, Byte.BYTES);
        this.changed = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        this.touched = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
    }

    /// Adds the groups of some hash ranges.
    public void add(LanePartial lane, int fromRange, int toRange, SliceMerge merge) {
        merge.add(lane, fromRange, toRange, slice, this);
    }

    @Override
    public void touch(long numbers, int count) {
        marks.ensure(slice.groups().count());
        changed.ensure(changedCount + count);
        touched.ensure(count);
        int known = 0;
        for (int i = 0; i < count; i++) {
            int group = Memory.intAt(numbers + 4L * i);
            byte mark = Memory.byteAt(marks.address() + group);
            if ((mark & CHANGED) == 0) {
                Memory.putByte(marks.address() + group, (byte) (mark | CHANGED));
                Memory.putInt(changed.address() + 4L * changedCount++, group);
                Memory.putInt(touched.address() + 4L * known, group);
                known += mark == PUT_OUT ? 1 : 0;
            }
        }
        if (before.isPresent() && known > 0) {
            keeping.add(slice, touched.address(), known, before.get());
            beforeCount += known;
        }
    }

    /// Whether groups have changed that had been put out, and what they came to is known.
    public boolean hasBefore() {
        return beforeCount > 0;
    }

    /// All groups.
    public GroupResults all() {
        return slice;
    }

    /// The groups that have changed.
    public GroupResults changes() {
        return changes;
    }

    /// What was put out of groups that have changed.
    public GroupResults before() {
        return before.orElseThrow();
    }

    /// The window, or all that has changed in it, was put out.
    public void putOut() {
        for (int i = 0; i < changedCount; i++) {
            Memory.putByte(marks.address() + Memory.intAt(changed.address() + 4L * i), PUT_OUT);
        }
        forgetChanges();
    }

    private void forgetChanges() {
        changedCount = 0;
        beforeCount = 0;
        before.ifPresent(ColumnSlice::clear);
    }

    /// Becomes empty, to be used again.
    public void clear() {
        slice.clear();
        marks.clear();
        forgetChanges();
    }

    @Override
    public void close() {
        slice.close();
        before.ifPresent(ColumnSlice::close);
        marks.close();
        changed.close();
        touched.close();
    }
}
