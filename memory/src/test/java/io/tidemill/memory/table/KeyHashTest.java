// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

final class KeyHashTest {

    /// The order of output, and state that was saved, stand on these numbers: they never change.
    @Test
    void isFixedForEver() {
        assertThat(KeyHash.mix(0)).isZero();
        assertThat(KeyHash.mix(1)).isEqualTo(0x5692161d100b05e5L);
        assertThat(KeyHash.mix(-1)).isEqualTo(0xb4d055fcf2cbbd7bL);
        assertThat(KeyHash.mix(1_000_000_007)).isEqualTo(0xe853b7f5cebf4630L);
        assertThat(KeyHash.withNulls(KeyHash.mix(5), 2)).isEqualTo(0x490a9e0ddd71fbb7L);
        assertThat(KeyHash.range(-1)).isEqualTo(63);
        assertThat(word("")).isZero();
        assertThat(word("a")).isEqualTo(0x0100000000000061L);
        assertThat(word("harpoon")).isEqualTo(0x076e6f6f70726168L);
        assertThat(word("Leviathan")).isEqualTo(0xff1b34d89843b6bfL);
        assertThat(word("a")).isNotEqualTo(word("a\0"));
        assertThat(word("It was the best of times, it was the worst of times")).isEqualTo(0xffcb9dcfb4fd5649L);
    }

    @Test
    void dependsOnEveryByteOfAText() {
        Random random = new Random(37);
        for (int length = 1; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            Set<Long> words = new HashSet<>();
            words.add(word(bytes));
            for (int changed = 0; changed < length; changed++) {
                byte[] other = bytes.clone();
                other[changed] ^= (byte) (1 << random.nextInt(8));
                words.add(word(other));
            }
            assertThat(words).describedAs("length %d", length).hasSize(length + 1);
        }
    }

    static Stream<Arguments> sequences() {
        Random random = new Random(41);
        return Stream.of(
                sequence("small integers", i -> i), sequence("negative integers", i -> -i),
                sequence("multiples of 1,000", i -> i * 1000), sequence("multiples of 2^20", i -> i << 20),
                sequence("multiples of 2^47", i -> i << 47),
                sequence("microseconds", i -> 1_700_000_000_000_000L + i * 1_000_000),
                sequence("pairs", i -> i % 256 << 32 | i / 256),
                sequence("doubles", i -> Double.doubleToLongBits((double) i)),
                sequence("quarters", i -> Double.doubleToLongBits(i * 0.25)),
                sequence("random", i -> random.nextLong()),
                sequence("short texts", i -> word("k" + i)),
                sequence("long texts", i -> word("a prefix in common " + i)));
    }

    private static Arguments sequence(String name, LongUnaryOperator word) {
        return Arguments.of(name, word);
    }

    /// Ranges, leading bits and trailing bits are each used by themselves, so each must be even by itself.
    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void spreadsEvenly(String name, LongUnaryOperator word) {
        int keys = 1 << 16;
        long[] hashes = LongStream.range(0, keys).map(word).map(KeyHash::mix).toArray();
        assertThat(unevenness(hashes, hash -> KeyHash.range(hash), 64)).isLessThan(3);
        assertThat(unevenness(hashes, hash -> hash << 6 >>> 54, 1024)).isLessThan(1.5);
        assertThat(unevenness(hashes, hash -> (hash & 0xffffffffL) >>> 22, 1024)).isLessThan(1.5);
    }

    /// The variance of the counts of a partition's parts over that of chance: about 1 for a good hash.
    private static double unevenness(long[] hashes, LongUnaryOperator part, int parts) {
        int[] counts = new int[parts];
        for (long hash : hashes) {
            counts[(int) part.applyAsLong(hash)]++;
        }
        double expected = (double) hashes.length / parts;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum / (parts - 1);
    }

    private static long word(String text) {
        return word(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long word(byte[] bytes) {
        MemoryBudget budget = MemoryBudget.limited("text", 1000);
        try (Buffer buffer = Buffer.allocate(budget, "text", bytes.length)) {
            Memory.copyIn(bytes, 0, buffer.address(), bytes.length);
            return KeyHash.ofText(buffer.address(), bytes.length);
        }
    }
}
