// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.Arrays;

import io.tidemill.memory.Memory;

/// LZ4's block format, between addresses. One thread.
///
/// A sequence is a token (number of literals in its high half, length of the match less 4 in its low one, 15 saying that more
/// bytes of length follow), the literals, and how far back the match lies in two bytes. The last sequence has literals only. The
/// format demands that the last 5 bytes are literals and that no match begins in the last 12.
///
/// Written anew because Java's usual library makes garbage with each call, and throws where something does not fit
/// (`docs/design/006`); tests read each one's blocks with the other.
final class Lz4 {
    private static final int TABLE_BITS = 12;
    private static final int LEAST_MATCH = 4;
    /// Up to so many literals are copied as two words.
    private static final int SHORT = 16;
    private static final int LAST_LITERALS = 5;
    private static final int NO_MATCH_BEHIND = 12;
    private static final int MOST_BACK = 65_535;
    /// After so many misses (as a power of 2) the search begins to leave bytes out.
    private static final int PATIENCE = 6;

    private final int[] places = new int[1 << TABLE_BITS]; // of words seen last, by their hash

    /// Compresses bytes; answers how many it took, or -1 if it would have been more than `most`. Writes nothing behind those.
    int compress(long source, int bytes, long target, int most) {
        Arrays.fill(places, 0);
        long end = source + bytes;
        long lastStart = end - NO_MATCH_BEHIND;
        long limit = target + most;
        long to = target;
        long anchor = source;
        long at = source + 1;
        int misses = 1 << PATIENCE;
        while (at <= lastStart) {
            int word = Memory.intAt(at);
            int slot = slot(word);
            long candidate = source + places[slot];
            places[slot] = (int) (at - source);
            if (at - candidate > MOST_BACK || Memory.intAt(candidate) != word) {
                at += misses++ >>> PATIENCE;
                continue;
            }
            while (at > anchor && candidate > source && Memory.byteAt(at - 1) == Memory.byteAt(candidate - 1)) {
                at--;
                candidate--;
            }
            int length = LEAST_MATCH + common(at + LEAST_MATCH, candidate + LEAST_MATCH, end - LAST_LITERALS);
            boolean isFarFromEnd = end - anchor >= SHORT;
            to = put(anchor, (int) (at - anchor), isFarFromEnd, (int) (at - candidate), length, to, limit);
            if (to < 0) {
                return -1;
            }
            at += length;
            anchor = at;
            misses = 1 << PATIENCE;
            if (at <= lastStart) {
                places[slot(Memory.intAt(at - 2))] = (int) (at - 2 - source);
            }
        }
        to = put(anchor, (int) (end - anchor), false, 0, 0, to, limit);
        return to < 0 ? -1 : (int) (to - target);
    }

    private static int slot(int word) {
        return (word * 0x9E37_79B1) >>> (Integer.SIZE - TABLE_BITS);
    }

    private static int common(long at, long candidate, long end) {
        long from = at;
        long to = at;
        long other = candidate;
        while (to + Long.BYTES <= end) {
            long difference = Memory.longAt(to) ^ Memory.longAt(other);
            if (difference != 0) {
                return (int) (to - from) + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            to += Long.BYTES;
            other += Long.BYTES;
        }
        while (to < end && Memory.byteAt(to) == Memory.byteAt(other)) {
            to++;
            other++;
        }
        return (int) (to - from);
    }

    /// Writes a sequence, the last one if the match is 0 long; answers where it ends, or -1 if that is behind the limit.
    private static long put(long literals, int count, boolean mayReadMore, int back, int length, long target,
            long limit) {
        if (bytesOf(count, length) > limit - target) {
            return -1;
        }
        int extra = length - LEAST_MATCH;
        int token = Math.min(count, 15) << 4 | (length == 0 ? 0 : Math.min(extra, 15));
        Memory.putByte(target, (byte) token);
        long to = target + 1;
        if (count >= 15) {
            to = putLength(count - 15, to);
        }
        if (mayReadMore && count <= SHORT && limit - to >= SHORT) {
            copyShort(literals, to);
        } else {
            Memory.copy(literals, to, count);
        }
        to += count;
        if (length == 0) {
            return to;
        }
        Memory.putShort(to, (short) back);
        to += 2;
        return extra >= 15 ? putLength(extra - 15, to) : to;
    }

    private static long bytesOf(int count, int length) {
        long bytes = 1L + count + (count >= 15 ? (count - 15) / 255 + 1 : 0);
        int extra = length - LEAST_MATCH;
        return length == 0 ? bytes : bytes + 2 + (extra >= 15 ? (extra - 15) / 255 + 1 : 0);
    }

    private static long putLength(int length, long target) {
        long to = target;
        int rest = length;
        for (; rest >= 255; rest -= 255) {
            Memory.putByte(to++, (byte) 255);
        }
        Memory.putByte(to++, (byte) rest);
        return to;
    }

    /// Decompresses a block that may be anything; false if it does not give exactly so many bytes. Reads up to
    /// [ColumnFormat#SLACK] bytes behind the block, writes nothing outside of the target.
    static boolean decompress(long source, long bytes, long target, long targetBytes) {
        long end = source + bytes;
        long targetEnd = target + targetBytes;
        long at = source;
        long to = target;
        while (at < end) {
            long token = Memory.byteAt(at++) & 0xffL;
            long count = token >>> 4;
            if (count == 15) {
                int more;
                do {
                    if (at == end) {
                        return false;
                    }
                    more = Memory.byteAt(at++) & 0xff;
                    count += more;
                } while (more == 255);
            }
            if (count > end - at || count > targetEnd - to) {
                return false;
            }
            if (count <= SHORT && targetEnd - to >= SHORT) {
                copyShort(at, to);
            } else {
                Memory.copy(at, to, count);
            }
            at += count;
            to += count;
            if (at == end) {
                return to == targetEnd && (token & 15) == 0;
            }
            if (end - at < 2) {
                return false;
            }
            long back = Memory.shortAt(at) & 0xffff;
            at += 2;
            long length = token & 15;
            if (length == 15) {
                int more;
                do {
                    if (at == end) {
                        return false;
                    }
                    more = Memory.byteAt(at++) & 0xff;
                    length += more;
                } while (more == 255);
            }
            length += LEAST_MATCH;
            if (back == 0 || back > to - target || length > targetEnd - to) {
                return false;
            }
            repeat(to, back, length, targetEnd);
            to += length;
        }
        return false;
    }

    private static void copyShort(long source, long target) {
        long first = Memory.longAt(source);
        long second = Memory.longAt(source + 8);
        Memory.putLong(target, first);
        Memory.putLong(target + 8, second);
    }

    /// Copies bytes from a little before, which may overlap what they give.
    private static void repeat(long target, long back, long length, long targetEnd) {
        long i = 0;
        if (back >= Long.BYTES) {
            long wholeWords = Math.min(length, targetEnd - target - Long.BYTES + 1);
            for (; i < wholeWords; i += Long.BYTES) {
                Memory.putLong(target + i, Memory.longAt(target + i - back));
            }
        }
        for (; i < length; i++) {
            Memory.putByte(target + i, Memory.byteAt(target + i - back));
        }
    }
}
