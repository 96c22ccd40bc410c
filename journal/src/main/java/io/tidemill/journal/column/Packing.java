// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Memory;

/// Numbers as few bits each: how far every one is above a base.
///
/// Eight numbers of `w` bits take `w` bytes, so loops go by eights: up to 8 bits they fit into one word, up to 16 into two; wider
/// ones are written and read one by one at the byte where they begin. Words are written and read whole, over up to
/// [ColumnFormat#SLACK] bytes behind the end.
final class Packing {
    /// A wider number and the bits before it in its first byte would not fit into a word.
    static final int MOST_WIDTH = 56;
    /// Width and base.
    static final int HEAD_BYTES = 1 + Long.BYTES;

    private Packing() {}

    /// How many bits the numbers of a range take.
    static int width(long min, long max) {
        return Long.SIZE - Long.numberOfLeadingZeros(max - min);
    }

    /// How many bytes the bits of numbers take, without the head.
    static long bitsBytes(long count, int width) {
        return (count * width + 7) >>> 3;
    }

    /// How many bytes numbers of a range take; very many if they cannot be packed.
    static long bytes(long count, long min, long max) {
        int width = width(min, max);
        return width > MOST_WIDTH ? Long.MAX_VALUE / 2 : HEAD_BYTES + bitsBytes(count, width);
    }

    /// Writes numbers of a range; answers where they end.
    static long write(long[] numbers, int count, long min, long max, long target) {
        int width = width(min, max);
        Memory.putByte(target, (byte) width);
        Memory.putLong(target + 1, min);
        long bits = target + HEAD_BYTES;
        if (width > 0) {
            pack(numbers, count, min, width, bits);
        }
        return bits + bitsBytes(count, width);
    }

    private static void pack(long[] numbers, int count, long base, int width, long target) {
        int eights = width <= 16 ? count & -8 : 0;
        if (width <= 8) {
            packWords(numbers, eights, base, width, target);
        } else {
            packPairs(numbers, eights, base, width, target);
        }
        packSingly(numbers, eights, count, base, width, target + bitsBytes(eights, width));
    }

    private static void packWords(long[] numbers, int count, long base, int width, long target) {
        long to = target;
        for (int i = 0; i < count; i += 8) {
            Memory.putLong(to, four(numbers, i, base, width) | four(numbers, i + 4, base, width) << (4 * width));
            to += width;
        }
    }

    private static void packPairs(long[] numbers, int count, long base, int width, long target) {
        long to = target;
        int bits = 4 * width; // 64 at most, and Java shifts by 63 at most
        for (int i = 0; i < count; i += 8) {
            long high = four(numbers, i + 4, base, width);
            Memory.putLong(to, four(numbers, i, base, width) | high << (bits - 1) << 1);
            Memory.putLong(to + 8, high >>> (64 - bits));
            to += width;
        }
    }

    private static long four(long[] numbers, int i, long base, int width) {
        return (numbers[i] - base) | (numbers[i + 1] - base) << width | (numbers[i + 2] - base) << (2 * width)
                | (numbers[i + 3] - base) << (3 * width);
    }

    private static void packSingly(long[] numbers, int from, int count, long base, int width, long target) {
        long to = target;
        long begun = 0; // the bits of the byte at hand
        int used = 0; // how many of them
        for (int i = from; i < count; i++) {
            long word = begun | (numbers[i] - base) << used;
            Memory.putLong(to, word);
            used += width;
            int bytes = used >>> 3;
            to += bytes;
            begun = word >>> (8 * bytes); // 7 bytes at most
            used &= 7;
        }
    }

    /// Reads packed numbers, exactly as many.
    static void read(ByteCursor cursor, int count, long[] numbers) {
        int width = cursor.takeByte();
        long base = cursor.takeLong();
        cursor.require(width >= 0 && width <= MOST_WIDTH);
        long bits = cursor.take(bitsBytes(count, width));
        int eights = width <= 16 ? count & -8 : 0;
        if (width == 0) {
            for (int i = 0; i < count; i++) {
                numbers[i] = base;
            }
            return;
        } else if (width <= 8) {
            unpackWords(bits, eights, base, width, numbers);
        } else {
            unpackPairs(bits, eights, base, width, numbers);
        }
        unpackSingly(bits + bitsBytes(eights, width), eights, count, base, width, numbers);
    }

    private static void unpackWords(long bits, int count, long base, int width, long[] numbers) {
        long from = bits;
        for (int i = 0; i < count; i += 8) {
            long word = Memory.longAt(from);
            putFour(numbers, i, word, base, width);
            putFour(numbers, i + 4, word >>> (4 * width), base, width);
            from += width;
        }
    }

    private static void unpackPairs(long bits, int count, long base, int width, long[] numbers) {
        long from = bits;
        int secondByte = (4 * width) >>> 3;
        int secondBit = (4 * width) & 7;
        for (int i = 0; i < count; i += 8) {
            putFour(numbers, i, Memory.longAt(from), base, width);
            putFour(numbers, i + 4, Memory.longAt(from + secondByte) >>> secondBit, base, width);
            from += width;
        }
    }

    private static void putFour(long[] numbers, int i, long word, long base, int width) {
        long mask = (1L << width) - 1;
        numbers[i] = (word & mask) + base;
        numbers[i + 1] = ((word >>> width) & mask) + base;
        numbers[i + 2] = ((word >>> (2 * width)) & mask) + base;
        numbers[i + 3] = ((word >>> (3 * width)) & mask) + base;
    }

    private static void unpackSingly(long bits, int from, int count, long base, int width, long[] numbers) {
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = from; i < count; i++) {
            long word = Memory.longAt(bits + (bit >>> 3)) >>> (bit & 7);
            numbers[i] = (word & mask) + base;
            bit += width;
        }
    }
}
