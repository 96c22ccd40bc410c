// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.math.BigInteger;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.memory.Memory;

class WideSumsTest {

    @Test
    void tellsSumsThatLieBeyondAnInt64() {
        TwinTrials.run(WideSums.toFloat(), (loop, rows, alignment, bench) -> {
            long sums = bench.input(8L * rows, alignment);
            long quotients = bench.input(8L * rows, alignment);
            BigInteger[] expected = new BigInteger[rows];
            for (int row = 0; row < rows; row++) {
                BigInteger all = BigInteger.ZERO;
                long sum = 0;
                long quotient = 0;
                for (int values = bench.random.nextInt(20); values > 0; values--) {
                    long value = bench.random.nextLong() >> bench.random.nextInt(64);
                    long times = bench.random.nextLong(1L << 26); // as if so many rows had the value
                    all = all.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(times)));
                    sum += value * times;
                    quotient += value / WideSums.UNIT * times;
                }
                expected[row] = all;
                Memory.putLong(sums + 8L * row, sum);
                Memory.putLong(quotients + 8L * row, quotient);
            }
            long target = bench.output(8L * rows);
            loop.apply(sums, quotients, target, rows);
            for (int row = 0; row < rows; row++) {
                double actual = Memory.doubleAt(target + 8L * row);
                double exact = expected[row].doubleValue();
                TwinTrials.check(row, Math.abs(actual - exact) <= Math.ulp(exact), true);
            }
        });
    }
}
