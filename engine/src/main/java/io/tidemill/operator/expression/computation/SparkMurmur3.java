// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import io.tidemill.memory.Memory;

/// Murmur3 of 32 bits as Spark has it: each byte behind the last whole int is mixed in as an int of its own.
public final class SparkMurmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private SparkMurmur3() {}

    public static int ofInt(int value, int seed) {
        return finished(mixed(seed, value), Integer.BYTES);
    }

    public static int ofLong(long value, int seed) {
        return finished(mixed(mixed(seed, (int) value), (int) (value >>> 32)), Long.BYTES);
    }

    public static int ofBytes(long address, int bytes, int seed) {
        int hash = seed;
        int position = 0;
        for (; position <= bytes - Integer.BYTES; position += Integer.BYTES) {
            hash = mixed(hash, Memory.intAt(address + position));
        }
        for (; position < bytes; position++) {
            hash = mixed(hash, Memory.byteAt(address + position));
        }
        return finished(hash, bytes);
    }

    private static int mixed(int hash, int value) {
        int mixed = hash ^ Integer.rotateLeft(value * C1, 15) * C2;
        return Integer.rotateLeft(mixed, 13) * 5 + 0xe6546b64;
    }

    private static int finished(int hash, int bytes) {
        int mixed = hash ^ bytes;
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
