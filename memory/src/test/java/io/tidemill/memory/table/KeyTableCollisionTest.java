// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

/// Keys that were chosen to hurt, and sequences that people have.
final class KeyTableCollisionTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 30);

    /// Hashes that crowd one part of the table.
    enum Crowd {
        /// The same directory bits and range: one segment must grow by itself.
        ONE_SEGMENT(20_000, i -> i * 0x9E3779B1L & 0xffffffffL),
        /// The same place in every segment.
        ONE_PLACE(20_000, i -> Long.reverse(i) >>> 6 & ~0xffffffffL),
        /// The same segment and the same place: every search is as long as can be.
        ONE_SLOT(3_000, i -> i),
        /// The same range only.
        ONE_RANGE(50_000, i -> KeyHash.mix(i) >>> 6);

        private final int keys;
        private final LongUnaryOperator hash;

        Crowd(int keys, LongUnaryOperator hash) {
            this.keys = keys;
            this.hash = hash;
        }
    }

    @AfterEach
    void givesBackAllMemory() {
        budget.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsKeysWhoseHashesCrowd(Crowd crowd) {
        long[] keys = LongStream.range(0, crowd.keys).map(i -> unmix(crowd.hash.applyAsLong(i))).distinct().toArray();
        assertThat(keys).hasSize(crowd.keys);
        long bytes = assignTwice(keys);
        assertThat(bytes).describedAs("memory stays in bounds").isLessThan(130L * keys.length + 2_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 12, 16, 20, 31, 32, 33, 40, 46})
    void findsMultiplesOfPowersOfTwo(int shift) {
        assignTwice(LongStream.range(-60_000, 60_000).map(i -> i << shift).toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 10, 1_000, 832_040, 10_000_000, 86_400_000_000L, 0x9E3779B97F4A7C15L})
    void findsArithmeticProgressions(long step) {
        assignTwice(LongStream.range(0, 100_000).map(i -> 1_700_000_000_000L + i * step).toArray());
    }

    @Test
    void findsNumbersThatAreDoubles() {
        assignTwice(LongStream.range(0, 100_000).map(i -> Double.doubleToLongBits(i * 0.25)).toArray());
    }

    /// Two words whose hashes are equal in all 64 bits: only the words tell the keys apart.
    @Test
    void tellsKeysApartWhoseHashesAreEqual() {
        Random random = new Random(31);
        int pairs = 1_000;
        try (Buffer first = Buffer.allocate(budget, "first", 8L * 2 * pairs);
                Buffer second = Buffer.allocate(budget, "second", 8L * 2 * pairs);
                Buffer ids = Buffer.allocate(budget, "ids", 4L * 2 * pairs);
                KeyTable table = KeyTable.of(budget, "pairs", List.of(Type.INT64, Type.INT64))) {
            for (int row = 0; row < 2 * pairs; row += 2) {
                long one = random.nextLong();
                long other = random.nextLong();
                long with = random.nextLong();
                put(first, second, row, one, with);
                put(first, second, row + 1, other, KeyHash.mix(one) ^ KeyHash.mix(other) ^ with);
            }
            Column[] keys = {new Column(Type.INT64).setFixed(first.address()),
                    new Column(Type.INT64).setFixed(second.address())};
            for (int time = 0; time < 2; time++) {
                table.assign(keys, 2 * pairs, ids.address());
                for (int row = 0; row < 2 * pairs; row++) {
                    assertThat(Memory.intAt(ids.address() + 4L * row)).isEqualTo(row);
                }
            }
            assertThat(table.hashOf(0)).isEqualTo(table.hashOf(1));
        }
    }

    private static void put(Buffer first, Buffer second, int row, long one, long other) {
        Memory.putLong(first.address() + 8L * row, one);
        Memory.putLong(second.address() + 8L * row, other);
    }

    /// Gives each key once, then all of them in another order; answers how much memory the table took.
    private long assignTwice(long[] keys) {
        try (Buffer data = Buffer.allocate(budget, "data", 8L * keys.length);
                Buffer ids = Buffer.allocate(budget, "ids", 4L * keys.length)) {
            long before = budget.usedBytes();
            try (KeyTable table = KeyTable.of(budget, "keys", List.of(Type.INT64))) {
                Column[] column = {new Column(Type.INT64).setFixed(data.address())};
                for (int row = 0; row < keys.length; row++) {
                    Memory.putLong(data.address() + 8L * row, keys[row]);
                }
                table.assign(column, keys.length, ids.address());
                for (int row = 0; row < keys.length; row++) {
                    assertThat(Memory.intAt(ids.address() + 4L * row)).isEqualTo(row);
                    assertThat(table.key(0).longAt(row)).isEqualTo(keys[row]);
                }
                for (int row = 0; row < keys.length; row++) {
                    Memory.putLong(data.address() + 8L * row, keys[keys.length - 1 - row]);
                }
                table.assign(column, keys.length, ids.address());
                for (int row = 0; row < keys.length; row++) {
                    assertThat(Memory.intAt(ids.address() + 4L * row)).isEqualTo(keys.length - 1 - row);
                }
                return budget.usedBytes() - before;
            }
        }
    }

    /// The word that [KeyHash#mix] makes a hash of.
    private static long unmix(long hash) {
        long x = (hash ^ hash >>> 31 ^ hash >>> 62) * inverse(0x94D049BB133111EBL);
        long word = (x ^ x >>> 27 ^ x >>> 54) * inverse(0xBF58476D1CE4E5B9L);
        word ^= word >>> 30 ^ word >>> 60;
        assertThat(KeyHash.mix(word)).isEqualTo(hash);
        return word;
    }

    /// The multiplicative inverse of an odd number, by Newton.
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
