// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DistinctEstimateTest {
    private static final Forge FORGE = Forge.scalarOnly();
    private static final int CHUNK = 1_000;

    private static Buffer registers(MemoryBudget budget, int precision) {
        return Buffer.allocate(budget, "registers", 1L << precision);
    }

    private static long estimate(Buffer registers, int precision, Buffer scratch) {
        FORGE.kernel(DistinctEstimate.result(precision)).current().apply(registers.address(), scratch.address(), 1);
        return Memory.longAt(scratch.address());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9, 12, 16})
    void estimatesWithinFourStandardErrors(int precision) {
        SplittableRandom random = new SplittableRandom(precision);
        double error = 1.04 / Math.sqrt(1 << precision);
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 22);
                Buffer registers = registers(budget, precision);
                Buffer hashes = Buffer.allocate(budget, "hashes", 8L * CHUNK);
                Buffer zeros = Buffer.allocate(budget, "groups", 4L * CHUNK)) {
            assertThat(estimate(registers, precision, hashes)).isZero();
            for (int seen = 0, check = 1; seen < 1_000_000;) {
                int count = Math.min(CHUNK, check - seen);
                for (int i = 0; i < count; i++) {
                    Memory.putLong(hashes.address() + 8L * i, random.nextLong());
                }
                var fold = FORGE.kernel(DistinctEstimate.fold(precision)).current();
                fold.apply(zeros.address(), hashes.address(), registers.address(), count);
                fold.apply(zeros.address(), hashes.address(), registers.address(), count); // again: nothing new
                seen += count;
                if (seen == check) {
                    assertThat((double) estimate(registers, precision, hashes)).as("%d values", seen)
                            .isCloseTo(seen, within(Math.max(1, 4 * error * seen)));
                    check *= 10;
                }
            }
        }
    }

    @Test
    void setsAreJoinedWithoutLoss() {
        int precision = 10;
        SplittableRandom random = new SplittableRandom(7);
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer parts = Buffer.allocate(budget, "parts", 3L << precision);
                Buffer whole = registers(budget, precision);
                Buffer joined = registers(budget, precision);
                Buffer hashes = Buffer.allocate(budget, "hashes", 8L * CHUNK);
                Buffer groups = Buffer.allocate(budget, "groups", 4L * CHUNK);
                Buffer zeros = Buffer.allocate(budget, "zeros", 4L * CHUNK)) {
            for (int i = 0; i < CHUNK; i++) {
                Memory.putLong(hashes.address() + 8L * i, random.nextLong());
                Memory.putInt(groups.address() + 4L * i, i % 3);
            }
            var fold = FORGE.kernel(DistinctEstimate.fold(precision)).current();
            fold.apply(groups.address(), hashes.address(), parts.address(), CHUNK);
            fold.apply(zeros.address(), hashes.address(), whole.address(), CHUNK);
            FORGE.kernel(DistinctEstimate.merge(precision))
                    .current()
                    .apply(zeros.address(), parts.address(), joined.address(), 3);
            for (int register = 0; register < 1 << precision; register++) {
                assertThat(Memory.byteAt(joined.address() + register))
                        .isEqualTo(Memory.byteAt(whole.address() + register));
            }
        }
    }

    @Test
    void thePrecisionIsTheLeastThatWillDo() {
        assertThat(DistinctEstimate.precision(0.05)).isEqualTo(9);
        assertThat(DistinctEstimate.precision(0.26)).isEqualTo(4);
        assertThat(DistinctEstimate.precision(0.0001)).isEqualTo(DistinctEstimate.MOST_PRECISION);
    }
}
