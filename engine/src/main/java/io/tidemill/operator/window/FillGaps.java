// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import io.tidemill.memory.Memory;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;

/// Intervals without rows, at most a chunk of them: of which key, between which rows.
final class FillGaps {
    private final int most;
    private final long keys; // int32
    private final long rows; // int32: of the chunk that is at hand
    private final long intervals; // int64, as all that follow
    private final long befores;
    private final long behinds;
    private int count;

    FillGaps(OperatorContext context, Owned owned) {
        most = context.chunkRows();
        intervals = owned.allocate(context, "gaps", (3L * Long.BYTES + 2L * Integer.BYTES) * most);
        befores = intervals + 8L * most;
        behinds = befores + 8L * most;
        keys = behinds + 8L * most;
        rows = keys + 4L * most;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == most;
    }

    /// @param row of the chunk at hand, that is the first of its key behind the gap
    /// @param before the interval of the key's last row before the gap
    /// @param behind the interval of that row
    void add(int key, int row, long interval, long before, long behind) {
        Memory.putInt(keys + 4L * count, key);
        Memory.putInt(rows + 4L * count, row);
        Memory.putLong(intervals + 8L * count, interval);
        Memory.putLong(befores + 8L * count, before);
        Memory.putLong(behinds + 8L * count, behind);
        count++;
    }

    /// The number of each gap's key, as int32.
    long keys() {
        return keys;
    }

    int key(int gap) {
        return Memory.intAt(keys + 4L * gap);
    }

    int row(int gap) {
        return Memory.intAt(rows + 4L * gap);
    }

    long interval(int gap) {
        return Memory.longAt(intervals + 8L * gap);
    }

    /// How many intervals a gap is behind the row before it.
    long steps(int gap) {
        return interval(gap) - Memory.longAt(befores + 8L * gap);
    }

    /// How many intervals lie between the row before a gap and the one behind it.
    long distance(int gap) {
        return Memory.longAt(behinds + 8L * gap) - Memory.longAt(befores + 8L * gap);
    }

    /// How far a gap is on the way from the row before it to the one behind it, from 0 to 1.
    double share(int gap) {
        return (double) steps(gap) / distance(gap);
    }
}
