// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: how many hashes registers have seen (Otmar Ertl, New cardinality estimation algorithms for HyperLogLog sketches, 2017:
/// the improved raw estimator).
final class ScalarDistinctEstimate implements Loop.Unary {
    private static final int PRECISION = (Integer) Stamp.of(MethodHandles.lookup()).specification();
    private static final int REGISTERS = 1 << PRECISION;
    private static final int REST = 64 - PRECISION;
    private static final double FACTOR = 0.5 / StrictMath.log(2);

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            Memory.putLong(target + 8 * row, estimate(source + (row << PRECISION)));
        }
    }

    private static long estimate(long registers) {
        double sum = 0; // of 2^-rank, of registers between the least and the greatest rank
        int empty = 0;
        int full = 0;
        for (long register = registers; register < registers + REGISTERS; register++) {
            int rank = Memory.byteAt(register);
            if (rank == 0) {
                empty++;
            } else if (rank > REST) {
                full++;
            } else {
                sum += power(rank);
            }
        }
        double share = ofEmpty((double) empty / REGISTERS) * REGISTERS + sum
                + ofFull(1 - (double) full / REGISTERS) * REGISTERS * power(REST);
        return (long) (FACTOR * REGISTERS * REGISTERS / share + 0.5);
    }

    /// 2^-exponent.
    private static double power(int exponent) {
        return Double.longBitsToDouble((1023L - exponent) << 52);
    }

    /// Ertl's sigma: infinite if all are empty.
    private static double ofEmpty(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = share;
        double factor = 1;
        double sum = share;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * factor;
            factor += factor;
        } while (sum != before);
        return sum;
    }

    /// Ertl's tau.
    private static double ofFull(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double root = share;
        double factor = 1;
        double sum = 1 - share;
        double before;
        do {
            root = StrictMath.sqrt(root);
            before = sum;
            factor /= 2;
            sum -= (1 - root) * (1 - root) * factor;
        } while (sum != before);
        return sum / 3;
    }
}
