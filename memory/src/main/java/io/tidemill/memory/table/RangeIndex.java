// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.Arrays;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryLimitException;

/// Finds the groups of keys from a small range by their place in it: no hash, no probe.
///
/// Most keys in practice are small integers close together, or pairs of them. Each word of a key then has a base and a few
/// bits, the bits side by side are a place, and the place holds the group. It is only a shortcut beside the [Slots]: it
/// learns from what they found, and may be forgotten at any time. That is what happens when keys turn up outside its range;
/// a new range is tried while it has at most four places a group, and at most a million.
final class RangeIndex implements AutoCloseable {
    private static final int MAX_PLACES = 1 << 20;
    private static final int PLACES_OF_ANY = 1024;
    private static final int PLACES_PER_GROUP = 4;
    private static final int WORTH_IT_ROWS = 256;

    private final GrowableMemory groupsByPlace; // int32, group + 1; the last place is nobody's and stays 0
    private final long[] least;
    private final long[] most;
    private final long[] base;
    private final int[] bits;
    private final long[] place = new long[KeyBatch.ROWS];
    private int places; // 0 = off
    private boolean outgrown;
    private long rowsSeen;
    private long nextTry; // groups

    RangeIndex(MemorySupply supply, int words) {
        groupsByPlace = supply.memory(4L * (MAX_PLACES + 1));
        least = new long[words];
        most = new long[words];
        base = new long[words];
        bits = new int[words];
        clear();
    }

    boolean isOn() {
        return places > 0;
    }

    /// Finds the groups of a batch; rows that are not here stay open, ABSENT.
    void find(KeyBatch batch) {
        long[] outside = batch.slot;
        Arrays.fill(place, 0, batch.rows, 0);
        Arrays.fill(outside, 0, batch.rows, 0);
        int shift = 0;
        for (int word = 0; word < bits.length; word++) {
            addPlaces(batch.words[word], base[word], bits[word], shift, place, outside, batch.rows);
            shift += bits[word];
        }
        excludeOutside(place, outside, places, batch.rows);
        long address = WordLoader.known(groupsByPlace.address());
        if (lookUp(address, place, batch.found, batch.rows) < 0) {
            batch.openAbsent();
        } else {
            batch.openRows = 0;
        }
    }

    private static void addPlaces(long[] words, long base, int bits, int shift, long[] place, long[] outside,
            int rows) {
        for (int row = 0; row < rows; row++) {
            long distance = words[row] - base;
            place[row] += distance << shift;
            outside[row] |= distance >>> bits;
        }
    }

    private static void excludeOutside(long[] place, long[] outside, int places, int rows) {
        for (int row = 0; row < rows; row++) {
            long out = (outside[row] | -outside[row]) >> 63;
            place[row] = (place[row] & ~out) | (places & out);
        }
    }

    /// Answers a negative number if one was not found.
    private static int lookUp(long address, long[] place, int[] found, int rows) {
        int all = 0;
        for (int row = 0; row < rows; row++) {
            int group = Memory.intAt(address + 4 * (place[row] & 2 * MAX_PLACES - 1)) - 1;
            found[row] = group;
            all |= group;
        }
        return all;
    }

    /// Learns the groups of the batch that was looked for last.
    void learn(KeyBatch batch) {
        for (int row = 0; row < batch.rows; row++) {
            if (place[row] < places && batch.found[row] >= 0 && !batch.isNull(row)) {
                Memory.putInt(groupsByPlace.address() + 4 * place[row], batch.found[row] + 1);
            }
        }
    }

    /// Takes note of a key without nulls that became a group.
    void widen(KeyBatch batch, int row) {
        for (int word = 0; word < bits.length; word++) {
            long value = batch.words[word][row];
            if (value < least[word] || value > most[word]) {
                least[word] = Math.min(least[word], value);
                most[word] = Math.max(most[word], value);
                outgrown |= (value - base[word]) >>> bits[word] != 0;
            }
        }
    }

    /// Chooses the range anew if keys have left it, or if there are enough groups by now for a range that was too wide.
    void adapt(int rows, int groups) {
        rowsSeen += rows;
        if (rowsSeen >= WORTH_IT_ROWS && (places > 0 ? outgrown : groups >= nextTry)) {
            places = 0;
            outgrown = false;
            nextTry = 2L * groups;
            int needed = chooseBits();
            if (needed <= MAX_PLACES && needed <= Math.max(PLACES_OF_ANY, (long) PLACES_PER_GROUP * groups)) {
                turnOn(needed);
            }
        }
    }

    /// Answers how many places the range of all keys needs; Integer.MAX_VALUE if there are no keys, or too many places.
    private int chooseBits() {
        int sum = 0;
        for (int word = 0; word < bits.length; word++) {
            long span = most[word] - least[word];
            if (span < 0 || span >= MAX_PLACES || least[word] > most[word]) {
                return Integer.MAX_VALUE;
            }
            int width = 64 - Long.numberOfLeadingZeros(span);
            // a quarter of the range may lie idle below, so that new keys on either side do not always start a new range
            base[word] = least[word] & -(1L << Math.max(0, width - 2));
            bits[word] = (most[word] - base[word]) >>> width == 0 ? width : width + 1;
            sum += bits[word];
        }
        return sum > 30 ? Integer.MAX_VALUE : 1 << sum;
    }

    private void turnOn(int needed) {
        try {
            groupsByPlace.ensure(4L * (needed + 1));
        } catch (MemoryLimitException doWithout) {
            return;
        }
        Memory.fill(groupsByPlace.address(), 4L * (needed + 1), (byte) 0);
        places = needed;
    }

    final void clear() {
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(most, Long.MIN_VALUE);
        places = 0;
        outgrown = false;
        rowsSeen = 0;
        nextTry = 0;
    }

    @Override
    public void close() {
        groupsByPlace.close();
        clear();
    }
}
