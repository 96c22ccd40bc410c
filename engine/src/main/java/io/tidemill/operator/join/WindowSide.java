// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.window.Lateness;
import io.tidemill.state.row.KeyedRows;
import io.tidemill.state.row.RowChains;

/// What a join of windows remembers of one side beside the rows: which slice of time each is in.
final class WindowSide implements RememberedSide {
    /// Behind the last slice that has rows.
    static final long NONE = Long.MAX_VALUE;
    private static final int NO_ID = -1;

    private final int timeColumn;
    private final Lateness lateness;
    private final KeyTable slices; // numbers of slices that rows have come for
    private final RowChains chains; // the rows of each
    private final GrowableColumn numbers; // the slice of each new row, int64
    private final GrowableColumn ids; // what the table has it as
    private final Column[] key = {new Column(Type.INT64)};
    private int end = 1; // of the rows that are known
    private long goneBeforeMicros = Long.MIN_VALUE;
    private int goneRows;

    /// @param timeColumn of the event time, among the columns that are kept
    WindowSide(MemoryBudget budget, String what, int timeColumn, Lateness lateness) {
        this.timeColumn = timeColumn;
        this.lateness = lateness;
        slices = KeyTable.of(budget, what, List.of(Type.INT64));
        chains = new RowChains(budget, what);
        numbers = GrowableColumn.zeroed(budget, what, Long.BYTES);
        ids = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    @Override
    public void add(KeyedRows rows, JoinRows keys) {
        int count = rows.end() - end;
        rows.store().show(false);
        numbers.ensure(count);
        ids.ensure(count);
        for (int i = 0; i < count; i++) {
            Memory.putLong(numbers.address() + 8L * i, lateness.sliceOf(timeOf(rows, end + i)));
        }
        key[0].setFixed(numbers.address());
        slices.assign(key, count, ids.address());
        chains.ensure(slices.groups(), rows.end());
        for (int i = 0; i < count; i++) {
            chains.add(Memory.intAt(ids.address() + 4L * i), end + i);
        }
        end = rows.end();
    }

    private long timeOf(KeyedRows rows, int row) {
        return Memory.longAt(rows.store().column(timeColumn).data() + 8L * row);
    }

    /// The first slice with rows, from one on; [#NONE] if there is none.
    long firstFrom(long slice) {
        int id = idFrom(slice);
        return id == NO_ID ? NONE : numberOf(id);
    }

    /// What the table has the first slice as that has rows, from one on.
    private int idFrom(long slice) {
        int first = NO_ID;
        for (int id = 0; id < slices.groups(); id++) {
            boolean isWanted = numberOf(id) >= slice;
            if (isWanted && (first == NO_ID || numberOf(id) < numberOf(first))) {
                first = id;
            }
        }
        return first;
    }

    private long numberOf(int id) {
        return Memory.longAt(slices.key(0).data() + 8L * id);
    }

    /// Copies the rows of some slices, slice after slice, in each in the order in which they came.
    void copy(long firstSlice, long lastSlice, KeyedRows rows, KeyedRows target, PickedRows picked) {
        int id = idFrom(firstSlice);
        while (id != NO_ID && numberOf(id) <= lastSlice) {
            for (int row = chains.first(id); row != RowChains.END; row = chains.after(row)) {
                picked.add(row, rows, target);
            }
            id = idFrom(numberOf(id) + 1);
        }
        picked.end(rows, target);
    }

    /// Rows before this time are needed no more.
    void forget(KeyedRows rows, long beforeMicros) {
        if (beforeMicros <= goneBeforeMicros) {
            return;
        }
        goneBeforeMicros = beforeMicros;
        goneRows = 0;
        for (int row = 1; row < end; row++) {
            goneRows += timeOf(rows, row) < beforeMicros ? 1 : 0;
        }
    }

    @Override
    public int goneRows() {
        return goneRows;
    }

    @Override
    public boolean isGone(KeyedRows rows, int row) {
        return timeOf(rows, row) < goneBeforeMicros;
    }

    @Override
    public void move(long old, int count, KeyedRows rows, JoinRows keys) {
        clear();
        add(rows, keys);
    }

    @Override
    public void clear() {
        slices.clear();
        chains.clear();
        end = 1;
        goneRows = 0;
    }

    @Override
    public void close() {
        slices.close();
        chains.close();
        numbers.close();
        ids.close();
    }
}
