// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.joins;

import java.util.Arrays;

/// An equi-join by hand: an open-addressing table of the right side's keys, which are all different, asked row by row.
final class HandWrittenJoin {
    private static final long NONE = -1;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long[] slots;
    private final int shift;

    /// @param most how many keys there may be
    HandWrittenJoin(int most) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * most - 1);
        slots = new long[1 << bits];
        shift = Long.SIZE - bits;
    }

    /// How many left rows have a right one.
    long matches(KeyedTimes left, KeyedTimes right) {
        Arrays.fill(slots, NONE);
        for (int row = 0; row < right.rows(); row++) {
            long key = right.key(row);
            slots[slot(key)] = key;
        }
        long matches = 0;
        for (int row = 0; row < left.rows(); row++) {
            long key = left.key(row);
            matches += slots[slot(key)] == key ? 1 : 0;
        }
        return matches;
    }

    private int slot(long key) {
        int slot = (int) ((key * MULTIPLIER) >>> shift);
        while (slots[slot] != NONE && slots[slot] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
