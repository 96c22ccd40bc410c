// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.Arrays;

import io.tidemill.memory.Memory;

/// Finds the few distinct texts of a chunk. Reads no byte that is not theirs.
final class Dictionary {
    static final int MOST_ENTRIES = 1_024;
    private static final int SLOT_BITS = 12;
    private static final long FIRST_FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final long SECOND_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;

    private final int[] slots = new int[1 << SLOT_BITS]; // entry + 1, 0 for none
    private final long[] hashes = new long[MOST_ENTRIES];
    private final long[] addresses = new long[MOST_ENTRIES];
    private final long[] lengths = new long[MOST_ENTRIES];
    private final Numbers range = new Numbers();
    private int entries;
    private long textBytes;

    /// Gives each text the number of its entry; false if there are too many entries.
    boolean build(long[] texts, long[] textLengths, int count, long[] codes) {
        Arrays.fill(slots, 0);
        entries = 0;
        textBytes = 0;
        for (int i = 0; i < count; i++) {
            int entry = entry(texts[i], textLengths[i]);
            if (entry < 0) {
                return false;
            }
            codes[i] = entry;
        }
        range.look(lengths, entries);
        return true;
    }

    private int entry(long address, long length) {
        long hash = length < Long.BYTES ? mix(few(address, length) + length * FIRST_FACTOR) : hash(address, length);
        int slot = (int) (hash >>> (Long.SIZE - SLOT_BITS));
        while (true) {
            int entry = slots[slot] - 1;
            if (entry < 0) {
                return add(slot, hash, address, length);
            }
            if (hashes[entry] == hash && lengths[entry] == length && equal(addresses[entry], address, length)) {
                return entry;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
    }

    private int add(int slot, long hash, long address, long length) {
        if (entries == MOST_ENTRIES) {
            return -1;
        }
        slots[slot] = entries + 1;
        hashes[entries] = hash;
        addresses[entries] = address;
        lengths[entries] = length;
        textBytes += length;
        return entries++;
    }

    private static long hash(long address, long length) {
        long hash = length * FIRST_FACTOR;
        long last = address + length - Long.BYTES;
        for (long at = address; at < last; at += Long.BYTES) {
            hash = mix(hash ^ Memory.longAt(at));
        }
        return mix(hash ^ Memory.longAt(last));
    }

    /// Its high bits depend on all of the word's.
    private static long mix(long word) {
        long mixed = word * FIRST_FACTOR;
        return (mixed ^ mixed >>> 32) * SECOND_FACTOR;
    }

    /// Up to seven bytes, told apart together with their number.
    private static long few(long address, long length) {
        if (length >= Integer.BYTES) {
            return (Memory.intAt(address) & 0xffff_ffffL)
                    | (long) Memory.intAt(address + length - Integer.BYTES) << 32;
        }
        if (length == 0) {
            return 0;
        }
        return (Memory.byteAt(address) & 0xff) | (Memory.byteAt(address + (length >>> 1)) & 0xff) << 8
                | (Memory.byteAt(address + length - 1) & 0xff) << 16;
    }

    private static boolean equal(long one, long other, long length) {
        if (length < Long.BYTES) {
            return few(one, length) == few(other, length);
        }
        long last = length - Long.BYTES;
        for (long at = 0; at < last; at += Long.BYTES) {
            if (Memory.longAt(one + at) != Memory.longAt(other + at)) {
                return false;
            }
        }
        return Memory.longAt(one + last) == Memory.longAt(other + last);
    }

    /// How many bytes the entries and so many codes take.
    long bytes(int count) {
        return Integer.BYTES + Packing.bytes(entries, range.min(), range.max()) + textBytes
                + Packing.bytes(count, 0, entries - 1);
    }

    /// Writes the entries, and the codes of the texts; answers where they end.
    long write(long[] codes, int count, long target) {
        Memory.putInt(target, entries);
        long at = Packing.write(lengths, entries, range.min(), range.max(), target + Integer.BYTES);
        for (int entry = 0; entry < entries; entry++) {
            Memory.copy(addresses[entry], at, lengths[entry]);
            at += lengths[entry];
        }
        return Packing.write(codes, count, 0, entries - 1, at);
    }
}
