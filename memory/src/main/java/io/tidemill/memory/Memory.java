// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Raw access to off-heap memory by absolute address.
///
/// One segment covers the whole address space, so that its bounds check folds to a constant: a store costs about half of one
/// through a bounded segment. Nothing checks an address here: every caller owns the memory behind it, or has borrowed it from a
/// [Block], a [Buffer] or a [Chunk] that is still alive. All values are little-endian on the platforms that are supported, and
/// need no alignment.
public final class Memory {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /// Every address is an offset into this segment. Public for vector loads and stores only.
    @SuppressWarnings("restricted") // the one place that widens a segment
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final int MOST_FEW = 64;
    private static final int FILLED_BY_STORES = 256;
    private static final long FILLED_BY_A_COPY = 4096;

    private Memory() {}

    public static byte byteAt(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    public static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    public static short shortAt(long address) {
        return ALL.get(SHORT, address);
    }

    public static void putShort(long address, short value) {
        ALL.set(SHORT, address, value);
    }

    public static int intAt(long address) {
        return ALL.get(INT, address);
    }

    public static void putInt(long address, int value) {
        ALL.set(INT, address, value);
    }

    public static long longAt(long address) {
        return ALL.get(LONG, address);
    }

    public static void putLong(long address, long value) {
        ALL.set(LONG, address, value);
    }

    public static float floatAt(long address) {
        return ALL.get(FLOAT, address);
    }

    public static void putFloat(long address, float value) {
        ALL.set(FLOAT, address, value);
    }

    public static double doubleAt(long address) {
        return ALL.get(DOUBLE, address);
    }

    public static void putDouble(long address, double value) {
        ALL.set(DOUBLE, address, value);
    }

    public static void copy(long source, long target, long bytes) {
        MemorySegment.copy(ALL, source, ALL, target, bytes);
    }

    /// Copies bytes of which most often there are few, where the call of a bulk copy costs more than the copying: up to
    /// [Buffer#ALIGNMENT] bytes behind the source may be read, and behind the target overwritten.
    public static void copyShort(long source, long target, int bytes) {
        if (bytes > 4 * Long.BYTES) {
            copy(source, target, bytes);
            return;
        }
        long first = longAt(source);
        long second = longAt(source + 8);
        long third = longAt(source + 16);
        long fourth = longAt(source + 24);
        putLong(target, first);
        putLong(target + 8, second);
        putLong(target + 16, third);
        putLong(target + 24, fourth);
    }

    /// Copies bytes of which most often there are few, and neither reads nor writes any other: in words, the last of which overlaps the
    /// one before.
    public static void copyFew(long source, long target, int bytes) {
        if (bytes > MOST_FEW) {
            copy(source, target, bytes);
        } else if (bytes >= Long.BYTES) {
            int last = bytes - Long.BYTES;
            for (int at = 0; at < last; at += Long.BYTES) {
                putLong(target + at, longAt(source + at));
            }
            putLong(target + last, longAt(source + last));
        } else if (bytes >= Integer.BYTES) {
            int last = bytes - Integer.BYTES;
            putInt(target, intAt(source));
            putInt(target + last, intAt(source + last));
        } else {
            for (int at = 0; at < bytes; at++) {
                putByte(target + at, byteAt(source + at));
            }
        }
    }

    public static void copyIn(byte[] source, int sourceFrom, long target, int bytes) {
        MemorySegment.copy(source, sourceFrom, ALL, ValueLayout.JAVA_BYTE, target, bytes);
    }

    public static void copyOut(long source, byte[] target, int targetFrom, int bytes) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, source, target, targetFrom, bytes);
    }

    public static void copyIn(int[] source, long target, int count) {
        MemorySegment.copy(source, 0, ALL, INT, target, count);
    }

    public static void copyIn(long[] source, long target, int count) {
        MemorySegment.copy(source, 0, ALL, LONG, target, count);
    }

    public static void copyOut(long source, int[] target, int count) {
        MemorySegment.copy(ALL, INT, source, target, 0, count);
    }

    public static void copyOut(long source, long[] target, int count) {
        MemorySegment.copy(ALL, LONG, source, target, 0, count);
    }

    /// Sets bytes to a value: a few by stores, the others by copies of what is set already. A segment could do it, but would have
    /// to be made for the call.
    public static void fill(long address, long bytes, byte value) {
        int head = (int) Math.min(bytes, FILLED_BY_STORES);
        long pattern = (value & 0xffL) * 0x0101010101010101L;
        int at = 0;
        for (; at + 8 <= head; at += 8) {
            putLong(address + at, pattern);
        }
        for (; at < head; at++) {
            putByte(address + at, value);
        }
        for (long filled = head; filled < bytes;) {
            long more = Math.min(bytes - filled, Math.min(filled, FILLED_BY_A_COPY));
            copy(address, address + filled, more);
            filled += more;
        }
    }

    /// A bounded view of memory that the caller owns, for interfaces that want a segment.
    public static MemorySegment segment(long address, long bytes) {
        return ALL.asSlice(address, bytes);
    }
}
