// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.memory.Memory;

/// The bytes of one text, eight at a time, and never one behind its end.
public final class TextBytes {
    /// From here on a call of the JVM's copy is faster than a loop.
    private static final int LONG_COPY_BYTES = 128;

    private TextBytes() {}

    /// Orders two texts by unsigned bytes: negative, 0 or positive.
    public static int compare(long left, int leftBytes, long right, int rightBytes) {
        int common = Math.min(leftBytes, rightBytes);
        int at = 0;
        for (; at <= common - 8; at += 8) {
            long leftWord = Memory.longAt(left + at);
            long rightWord = Memory.longAt(right + at);
            if (leftWord != rightWord) {
                return Long.compareUnsigned(Long.reverseBytes(leftWord), Long.reverseBytes(rightWord));
            }
        }
        long leftWord = upTo7(left + at, common - at);
        long rightWord = upTo7(right + at, common - at);
        if (leftWord != rightWord) {
            return Long.compareUnsigned(Long.reverseBytes(leftWord), Long.reverseBytes(rightWord));
        }
        return Integer.compare(leftBytes, rightBytes);
    }

    public static boolean equal(long left, long right, int bytes) {
        int at = 0;
        for (; at <= bytes - 8; at += 8) {
            if (Memory.longAt(left + at) != Memory.longAt(right + at)) {
                return false;
            }
        }
        return upTo7(left + at, bytes - at) == upTo7(right + at, bytes - at);
    }

    /// Copies a text into a buffer with slack: up to eight bytes behind its end may be written.
    public static void copy(long source, long target, int bytes) {
        if (bytes > LONG_COPY_BYTES) {
            Memory.copy(source, target, bytes);
            return;
        }
        int at = 0;
        for (; at <= bytes - 8; at += 8) {
            Memory.putLong(target + at, Memory.longAt(source + at));
        }
        if (at < bytes) {
            Memory.putLong(target + at, upTo7(source + at, bytes - at));
        }
    }

    /// Up to seven bytes, little-endian, with zeros above them.
    public static long upTo7(long address, int bytes) {
        if (bytes >= 4) {
            // two loads that overlap in the middle
            long low = Memory.intAt(address) & 0xffffffffL;
            long high = Memory.intAt(address + bytes - 4) & 0xffffffffL;
            return low | high << (8 * (bytes - 4));
        }
        if (bytes == 0) {
            return 0;
        }
        // first, middle and last byte: the same ones when there are fewer than three
        long first = Memory.byteAt(address) & 0xffL;
        long middle = Memory.byteAt(address + (bytes >> 1)) & 0xffL;
        long last = Memory.byteAt(address + bytes - 1) & 0xffL;
        return first | middle << (8 * (bytes >> 1)) | last << (8 * (bytes - 1));
    }
}
