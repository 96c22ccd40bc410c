// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

import io.tidemill.memory.Memory;
import io.tidemill.memory.table.KeyTable;

/// Sorts numbers of groups by hash range, and leaves those of one range as they stand.
final class RangeOrder {
    private final int[] starts = new int[KeyTable.RANGES + 1];
    private final IntUnaryOperator range; // of a group

    RangeOrder(IntUnaryOperator range) {
        this.range = range;
    }

    /// @param which the numbers, as int32
    /// @param sorted room for as many
    void sort(long which, int count, long sorted) {
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            starts[range.applyAsInt(Memory.intAt(which + 4L * i)) + 1]++;
        }
        for (int i = 0; i < KeyTable.RANGES; i++) {
            starts[i + 1] += starts[i];
        }
        for (int i = 0; i < count; i++) {
            int group = Memory.intAt(which + 4L * i);
            Memory.putInt(sorted + 4L * starts[range.applyAsInt(group)]++, group);
        }
    }
}
