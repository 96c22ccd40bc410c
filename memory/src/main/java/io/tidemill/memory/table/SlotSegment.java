// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.Memory;

/// A run of slots with linear probing: one piece of [Slots].
///
/// A slot is 12 bytes: the whole hash, and the group + 1 (0 = free). What is counted here stands on the heap, close together,
/// because a new key looks at it: in the segment itself it would be one more miss of the cache.
///
/// @see Slots
final class SlotSegment {
    static final int SLOT_BYTES = 12;
    /// The slots of a segment are a multiple of this.
    static final int UNIT = 64;
    /// Zero bytes behind a segment: the passes of [SlotPasses] look a few slots ahead without a look at the segment's end.
    static final int PAD_BYTES = 128;

    private static final int SMALL_UNITS = 128;
    private static final long LOW_INT = 0xffffffffL;

    private int units = 1;
    private long offset;
    private int depth;
    private int room;

    /// Makes it a segment of free slots: at first it is one that takes no entry.
    ///
    /// @param at where its memory starts, a multiple of 64
    /// @param bits how many leading bits its hashes share
    void begin(int wholeUnits, long at, int bits) {
        units = wholeUnits;
        offset = at;
        depth = bits;
        room = limit(wholeUnits);
    }

    /// Entries that fill a segment: a quarter of a small table's only one, which is cheap; else three quarters.
    static int limit(int units) {
        int slots = units * UNIT;
        return units < SMALL_UNITS ? slots / 4 : slots / 4 * 3;
    }

    /// Whether it is the only one of a small table, and is to grow before it is split.
    boolean isSmall() {
        return units < SMALL_UNITS;
    }

    int units() {
        return units;
    }

    int depth() {
        return depth;
    }

    boolean isFull() {
        return room == 0;
    }

    /// What the directory holds: units in the high 32 bits, and the offset in units of 64 bytes in the low ones.
    long entry() {
        return (long) units << 32 | offset >>> 6;
    }

    static long offset(long entry) {
        return (entry & LOW_INT) << 6;
    }

    /// Where in its segment a hash belongs, in bytes: the low 32 bits of the hash, scaled.
    static long place(long hash, long entry) {
        return (((hash & LOW_INT) * (entry >>> 32)) >>> 26) * SLOT_BYTES;
    }

    static long bytes(int units) {
        return (long) units * (UNIT * SLOT_BYTES) + PAD_BYTES;
    }

    /// Where its memory ends.
    long end() {
        return offset + bytes(units);
    }

    long offset() {
        return offset;
    }

    private long slotsBytes() {
        return (long) units * (UNIT * SLOT_BYTES);
    }

    /// The slot that is looked at after one; `memory` is where all segments are.
    long after(long memory, long slot) {
        long next = slot + SLOT_BYTES;
        return next == memory + offset + slotsBytes() ? memory + offset : next;
    }

    /// Adds an entry. There is room.
    void put(long memory, long hash, int groupPlusOne) {
        long slot = memory + offset + place(hash, entry());
        while (Memory.intAt(slot + 8) != 0) {
            slot = after(memory, slot);
        }
        putAt(slot, hash, groupPlusOne);
    }

    /// Adds an entry at the free slot where a search for it ended. There is room.
    void putAt(long slot, long hash, int groupPlusOne) {
        Memory.putLong(slot, hash);
        Memory.putInt(slot + 8, groupPlusOne);
        room--;
    }

    /// Copies all entries to a larger segment.
    void copyTo(long memory, SlotSegment larger) {
        long stop = memory + offset + slotsBytes();
        for (long slot = memory + offset; slot < stop; slot += SLOT_BYTES) {
            int groupPlusOne = Memory.intAt(slot + 8);
            if (groupPlusOne != 0) {
                larger.put(memory, Memory.longAt(slot), groupPlusOne);
            }
        }
    }

    /// Says that its memory has been moved.
    void moveTo(long newOffset) {
        offset = newOffset;
    }

    /// Splits by the next bit of the hashes: entries whose bit is 1 go to the upper segment, which is free.
    ///
    /// Takes each entry out and puts it back, or up. From the first free slot on, so that a run of taken slots is never cut:
    /// no entry lands behind one that is still to come.
    void split(long memory, SlotSegment upper) {
        int entries = limit(units) - room;
        long start = memory + offset;
        long stop = start + slotsBytes();
        long free = start;
        while (Memory.intAt(free + 8) != 0) {
            free += SLOT_BYTES;
        }
        int up = split(memory, free, stop, upper) + split(memory, start, free, upper);
        depth++;
        room = limit(units) - (entries - up);
        upper.room -= up;
    }

    /// Which half an entry goes to is chosen without a branch: nothing could foresee it.
    private int split(long memory, long from, long to, SlotSegment upper) {
        int bit = Slots.RANGE_BITS + depth;
        long lowerStart = memory + offset;
        long otherStart = lowerStart ^ (memory + upper.offset);
        long lowerStop = lowerStart + slotsBytes();
        long otherStop = lowerStop ^ (memory + upper.offset + upper.slotsBytes());
        long lowerEntry = entry();
        long otherEntry = lowerEntry ^ upper.entry();
        int up = 0;
        for (long slot = from; slot < to; slot += SLOT_BYTES) {
            int groupPlusOne = Memory.intAt(slot + 8);
            if (groupPlusOne != 0) {
                long hash = Memory.longAt(slot);
                Memory.putInt(slot + 8, 0);
                long isUp = hash << bit >> 63; // all ones, or 0
                long start = lowerStart ^ (otherStart & isUp);
                long stop = lowerStop ^ (otherStop & isUp);
                long at = start + place(hash, lowerEntry ^ (otherEntry & isUp));
                while (Memory.intAt(at + 8) != 0) {
                    at += SLOT_BYTES;
                    at = at == stop ? start : at;
                }
                Memory.putLong(at, hash);
                Memory.putInt(at + 8, groupPlusOne);
                up -= (int) isUp;
            }
        }
        return up;
    }
}
