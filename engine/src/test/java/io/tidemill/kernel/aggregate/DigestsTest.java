// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DigestsTest {
    private static final Forge FORGE = Forge.scalarOnly();
    private static final int VALUES = 100_000;

    static Stream<DoubleUnaryOperator> distributions() {
        return Stream.of(uniform -> uniform, uniform -> uniform * uniform, uniform -> -Math.log(1 - uniform),
                uniform -> Math.pow(10, 12 * uniform - 6));
    }

    private static double percentile(double share, Buffer digest, Buffer copy) {
        Memory.copy(digest.address(), copy.address(), Digests.BYTES);
        long target = copy.address() + Digests.BYTES;
        int without = FORGE.kernel(Digests.percentile(share)).current().apply(copy.address(), target, target + 8, 1);
        assertThat(without).isEqualTo(Memory.byteAt(target + 8) == 0 ? 1 : 0);
        return without == 1 ? Double.NEGATIVE_INFINITY : Memory.doubleAt(target);
    }

    private static void fold(double[] values, int from, int to, Buffer source, Buffer zeros, long digest) {
        Memory.fill(zeros.address(), 4L * (to - from), (byte) 0);
        for (int i = from; i < to; i++) {
            Memory.putDouble(source.address() + 8L * (i - from), values[i]);
        }
        FORGE.kernel(Digests.fold()).current().apply(zeros.address(), source.address(), digest, to - from);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void ranksAreWithinAHundredthAlsoOfJoinedDigests(DoubleUnaryOperator distribution) {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = random.doubles(VALUES).map(distribution).toArray();
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 22);
                Buffer digest = Buffer.allocate(budget, "digest", Digests.BYTES);
                Buffer parts = Buffer.allocate(budget, "parts", 10L * Digests.BYTES);
                Buffer joined = Buffer.allocate(budget, "joined", Digests.BYTES);
                Buffer copy = Buffer.allocate(budget, "copy", Digests.BYTES + 64L);
                Buffer source = Buffer.allocate(budget, "values", 8L * VALUES);
                Buffer zeros = Buffer.allocate(budget, "groups", 4L * VALUES)) {
            fold(values, 0, VALUES, source, zeros, digest.address());
            for (int part = 0; part < 10; part++) {
                fold(values, part * VALUES / 10, (part + 1) * VALUES / 10, source, zeros,
                        parts.address() + (long) part * Digests.BYTES);
            }
            FORGE.kernel(Digests.merge()).current().apply(zeros.address(), parts.address(), joined.address(), 10);
            Arrays.sort(values);
            for (double share : new double[]{0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1}) {
                for (Buffer each : new Buffer[]{digest, joined}) {
                    double value = percentile(share, each, copy);
                    double error = 0.04 * Math.sqrt(share * (1 - share)) * 0.5 + 1e-9;
                    double low = values[(int) (Math.max(0, share - error) * (VALUES - 1))];
                    double high = values[(int) Math.ceil(Math.min(1, share + error) * (VALUES - 1))];
                    assertThat(value).as("the percentile %s", share).isBetween(low, high);
                }
            }
        }
    }

    @Test
    void fewValuesAreExactAndInterpolated() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer digest = Buffer.allocate(budget, "digest", Digests.BYTES);
                Buffer copy = Buffer.allocate(budget, "copy", Digests.BYTES + 64L);
                Buffer source = Buffer.allocate(budget, "values", 8L * 1_000);
                Buffer zeros = Buffer.allocate(budget, "groups", 4L * 1_000)) {
            assertThat(percentile(0.5, digest, copy)).isEqualTo(Double.NEGATIVE_INFINITY); // none
            double[] values = new double[Digests.EXACT];
            Arrays.setAll(values, i -> i * 11 % Digests.EXACT);
            fold(values, 0, values.length, source, zeros, digest.address());
            for (double share = 0; share <= 1; share += 1.0 / 64) {
                assertThat(percentile(share, digest, copy)).isCloseTo(share * (Digests.EXACT - 1), within(1e-9));
            }
        }
    }

    @Test
    void infinitiesAndNaNsStandAtTheEnds() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer digest = Buffer.allocate(budget, "digest", Digests.BYTES);
                Buffer copy = Buffer.allocate(budget, "copy", Digests.BYTES + 64L);
                Buffer source = Buffer.allocate(budget, "values", 8L * 16);
                Buffer zeros = Buffer.allocate(budget, "groups", 4L * 16)) {
            double[] values = {Double.NaN, 2, Double.NEGATIVE_INFINITY, -0.0, Double.POSITIVE_INFINITY};
            fold(values, 0, values.length, source, zeros, digest.address());
            assertThat(percentile(0, digest, copy)).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(percentile(0.25, digest, copy)).isEqualTo(0.0);
            assertThat(percentile(0.5, digest, copy)).isEqualTo(2);
            assertThat(percentile(0.75, digest, copy)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(percentile(1, digest, copy)).isNaN();
        }
    }
}
