// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.math.BigDecimal;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class DecimalsTest {

    @Test
    void valuesWithFewDecimalsComeBackBitByBit() {
        for (int decimals = 0; decimals <= Decimals.MOST_DECIMALS; decimals++) {
            Random random = new Random(decimals);
            long[] bits = new long[1_000];
            for (int i = 0; i < bits.length; i++) {
                BigDecimal value = BigDecimal.valueOf(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L),
                        decimals);
                bits[i] = Double.doubleToRawLongBits(value.doubleValue());
            }
            int found = Decimals.decimals(bits, bits.length);
            assertThat(found).isBetween(0, decimals);
            long[] numbers = new long[bits.length];
            assertThat(Decimals.toNumbers(bits, bits.length, found, numbers)).isTrue();
            Decimals.toBits(numbers, numbers.length, found);
            assertThat(numbers).isEqualTo(bits);
        }
    }

    @Test
    void oddDoublesAreNoDecimals() {
        for (double odd : new double[]{-0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Math.PI,
                1e300, Double.MIN_VALUE, 1.0 / 3}) {
            long[] bits = {Double.doubleToRawLongBits(odd)};
            assertThat(Decimals.decimals(bits, 1)).as("%s", odd).isEqualTo(-1);
            for (int decimals = 0; decimals <= Decimals.MOST_DECIMALS; decimals++) {
                assertThat(Decimals.toNumbers(bits, 1, decimals, new long[1])).as("%s", odd).isFalse();
            }
        }
    }
}
