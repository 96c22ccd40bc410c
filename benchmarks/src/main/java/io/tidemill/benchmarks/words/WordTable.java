// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.words;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;

import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Words and their counts: an open hash table whose slots hold the first eight bytes of the word.
///
/// A slot is 32 bytes: hash, count, first eight bytes, and where the word's bytes are kept with its length. The table grows at
/// half its slots; words are copied into memory of its own.
final class WordTable implements AutoCloseable {
    private static final int FIRST_SLOTS = 1 << 16;
    private static final int SLOT_BYTES = 32;
    private static final int KEPT_BYTES = 1 << 26;
    private static final int LENGTH_BITS = 24;

    private final Arena arena = Arena.ofShared();
    private final long kept = arena.allocate(KEPT_BYTES, 64).address();
    private long keptBytes;
    private int slots = FIRST_SLOTS;
    private long table = arena.allocate((long) SLOT_BYTES * slots, 64).address();
    private int words;

    /// Counts a word.
    ///
    /// @param end where the text ends: nothing from there on is read
    void add(long address, int bytes, long end) {
        long first = first(address, bytes, end);
        long hash = hash(address, bytes, first);
        long slot = table + SLOT_BYTES * (hash & slots - 1);
        while (Memory.longAt(slot + 8) != 0) {
            if (Memory.longAt(slot) == hash && Memory.longAt(slot + 16) == first && isSame(slot, address, bytes)) {
                Memory.putLong(slot + 8, Memory.longAt(slot + 8) + 1);
                return;
            }
            slot = next(slot);
        }
        put(slot, hash, first, address, bytes);
    }

    private long next(long slot) {
        long next = slot + SLOT_BYTES;
        return next == table + (long) SLOT_BYTES * slots ? table : next;
    }

    private static long first(long address, int bytes, long end) {
        if (address + 8 <= end) {
            long read = Memory.longAt(address);
            return bytes >= 8 ? read : read & ((1L << (8 * bytes)) - 1);
        }
        long first = 0;
        for (int i = Math.min(bytes, 8) - 1; i >= 0; i--) {
            first = first << 8 | (Memory.byteAt(address + i) & 0xff);
        }
        return first;
    }

    private static long hash(long address, int bytes, long first) {
        long hash = first * 0x9E3779B97F4A7C15L;
        for (int at = 8; at + 8 <= bytes; at += 8) {
            hash = (hash ^ Memory.longAt(address + at)) * 0xC2B2AE3D27D4EB4FL;
        }
        if (bytes > 8) {
            hash = (hash ^ Memory.longAt(address + bytes - 8)) * 0xC2B2AE3D27D4EB4FL;
        }
        return (hash ^ hash >>> 32) + bytes;
    }

    private boolean isSame(long slot, long address, int bytes) {
        long place = Memory.longAt(slot + 24);
        if ((place & (1 << LENGTH_BITS) - 1) != bytes) {
            return false;
        }
        if (bytes <= 8) {
            return true;
        }
        long word = kept + (place >>> LENGTH_BITS);
        for (int at = 8; at + 8 <= bytes; at += 8) {
            if (Memory.longAt(word + at) != Memory.longAt(address + at)) {
                return false;
            }
        }
        return Memory.longAt(word + bytes - 8) == Memory.longAt(address + bytes - 8);
    }

    private void put(long slot, long hash, long first, long address, int bytes) {
        if (keptBytes + bytes > KEPT_BYTES || bytes >= 1 << LENGTH_BITS) {
            throw new IllegalStateException("the words take more than %,d bytes".formatted(KEPT_BYTES));
        }
        Memory.copyShort(address, kept + keptBytes, bytes);
        Memory.putLong(slot, hash);
        Memory.putLong(slot + 8, 1);
        Memory.putLong(slot + 16, first);
        Memory.putLong(slot + 24, keptBytes << LENGTH_BITS | bytes);
        keptBytes += bytes;
        words++;
        if (words > slots / 2) {
            grow();
        }
    }

    private void grow() {
        long old = table;
        long oldEnd = table + (long) SLOT_BYTES * slots;
        slots *= 2;
        table = arena.allocate((long) SLOT_BYTES * slots, 64).address();
        for (long from = old; from < oldEnd; from += SLOT_BYTES) {
            if (Memory.longAt(from + 8) != 0) {
                long slot = table + SLOT_BYTES * (Memory.longAt(from) & slots - 1);
                while (Memory.longAt(slot + 8) != 0) {
                    slot = next(slot);
                }
                Memory.copy(from, slot, SLOT_BYTES);
            }
        }
    }

    /// The counts as Java objects.
    Map<String, Long> counts() {
        Map<String, Long> counts = HashMap.newHashMap(words);
        for (long slot = table; slot < table + (long) SLOT_BYTES * slots; slot += SLOT_BYTES) {
            if (Memory.longAt(slot + 8) != 0) {
                long place = Memory.longAt(slot + 24);
                byte[] word = new byte[(int) place & (1 << LENGTH_BITS) - 1];
                Memory.copyOut(kept + (place >>> LENGTH_BITS), word, 0, word.length);
                counts.put(new String(word, UTF_8), Memory.longAt(slot + 8));
            }
        }
        return counts;
    }

    @Override
    public void close() {
        arena.close();
    }
}
