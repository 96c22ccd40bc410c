// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import io.tidemill.memory.Memory;

/// XXH64 of bytes, and of ints and longs as their bytes.
public final class SparkXxHash64 {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE_BYTES = 32;

    private SparkXxHash64() {}

    public static long ofInt(int value, long seed) {
        return finished(withInt(seed + P5 + Integer.BYTES, value));
    }

    public static long ofLong(long value, long seed) {
        return finished(withLong(seed + P5 + Long.BYTES, value));
    }

    public static long ofBytes(long address, int bytes, long seed) {
        long at = address;
        long end = address + bytes;
        long hash = seed + P5;
        if (bytes >= STRIPE_BYTES) {
            long stripes = end - STRIPE_BYTES;
            long a = seed + P1 + P2;
            long b = seed + P2;
            long c = seed;
            long d = seed - P1;
            for (; at <= stripes; at += STRIPE_BYTES) {
                a = round(a, Memory.longAt(at));
                b = round(b, Memory.longAt(at + 8));
                c = round(c, Memory.longAt(at + 16));
                d = round(d, Memory.longAt(at + 24));
            }
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = joined(joined(joined(joined(hash, a), b), c), d);
        }
        hash += bytes;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = withLong(hash, Memory.longAt(at));
        }
        if (at <= end - Integer.BYTES) {
            hash = withInt(hash, Memory.intAt(at));
            at += Integer.BYTES;
        }
        for (; at < end; at++) {
            hash = Long.rotateLeft(hash ^ (Memory.byteAt(at) & 0xffL) * P5, 11) * P1;
        }
        return finished(hash);
    }

    private static long round(long hash, long value) {
        return Long.rotateLeft(hash + value * P2, 31) * P1;
    }

    private static long joined(long hash, long lane) {
        return (hash ^ round(0, lane)) * P1 + P4;
    }

    private static long withLong(long hash, long value) {
        return Long.rotateLeft(hash ^ round(0, value), 27) * P1 + P4;
    }

    private static long withInt(long hash, int value) {
        return Long.rotateLeft(hash ^ (value & 0xffff_ffffL) * P1, 23) * P2 + P3;
    }

    private static long finished(long hash) {
        long mixed = (hash ^ hash >>> 33) * P2;
        mixed = (mixed ^ mixed >>> 29) * P3;
        return mixed ^ mixed >>> 32;
    }
}
