// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.Memory;

/// The hash of keys. It is fixed: no seed, the same on every machine and for ever, because the order of output stands on it.
///
/// A key is a run of 64-bit *words*. Numbers, dates and booleans are packed into words, first key first, low bits first, a
/// key never across two words; floats by their bits, all NaNs as one and -0.0 as 0.0; a null is 0. A text of its own has a
/// word each:
///
/// ```
/// up to 7 bytes:  bytes 0 to 6, zero-padded, and the length in the top byte      (the word tells the text exactly)
/// 8 and more:     0xff in the top byte, and 56 bits of a digest of all bytes
/// ```
///
/// The hash of words `w0, w1, ...` is `mix(mix(w0) ^ w1) ...`; a key with nulls mixes in a bit for each null last. `mix` is
/// a bijection, so keys of one word are equal exactly if their hashes are.
///
/// Anybody can make keys that collide: a table with such keys gets slow, not wrong.
final class KeyHash {
    static final int RANGES = 64;
    /// Texts up to this many bytes are told by their word alone.
    static final int SHORT_TEXT = 7;

    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;
    private static final long NULL_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long TEXT_FACTOR = 0xC2B2AE3D27D4EB4FL;
    private static final long LONG_TEXT = 0xffL << 56;

    private KeyHash() {}

    /// Stafford's variant 13 of the finalizer of MurmurHash3, which SplittableRandom uses too.
    static long mix(long word) {
        long x = (word ^ word >>> 30) * FIRST_FACTOR;
        x = (x ^ x >>> 27) * SECOND_FACTOR;
        return x ^ x >>> 31;
    }

    /// The hash of a key that has nulls, from that of its words: `nulls` has bit i set if key i is null.
    static long withNulls(long hash, int nulls) {
        return mix(hash ^ nulls * NULL_FACTOR);
    }

    static int range(long hash) {
        return (int) (hash >>> 58);
    }

    static boolean isLongText(long word) {
        return word >>> 56 == 0xff;
    }

    /// The word of a text. Reads nothing beyond the page that holds its last byte.
    static long ofText(long address, int bytes) {
        if (bytes > SHORT_TEXT) {
            return ofLongText(address, bytes);
        }
        // a load of 8 bytes is safe unless it leaves the page; an empty text may even start behind mapped memory
        if (bytes == 0 || (address & AddressSpace.PAGE - 1) > AddressSpace.PAGE - 8) {
            return ofBytes(address, bytes);
        }
        int unused = 64 - 8 * bytes;
        return Memory.longAt(address) << unused >>> unused | (long) bytes << 56;
    }

    private static long ofBytes(long address, int bytes) {
        long word = (long) bytes << 56;
        for (int i = 0; i < bytes; i++) {
            word |= (Memory.byteAt(address + i) & 0xffL) << (8 * i);
        }
        return word;
    }

    /// Two chains over words of 8 bytes, from the front; the last two words end with the text and may overlap others.
    static long ofLongText(long address, int bytes) {
        long even = bytes * FIRST_FACTOR;
        long odd = SECOND_FACTOR;
        for (int at = 0; at < bytes - 16; at += 16) {
            even = step(even, Memory.longAt(address + at));
            odd = step(odd, Memory.longAt(address + at + 8));
        }
        even = step(even, Memory.longAt(address + Math.max(0, bytes - 16)));
        odd = step(odd, Memory.longAt(address + bytes - 8));
        return LONG_TEXT | mix(even ^ Long.rotateLeft(odd, 29)) >>> 8;
    }

    private static long step(long chain, long word) {
        long x = (chain ^ word) * TEXT_FACTOR;
        return x ^ x >>> 32;
    }
}
