// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// About how many different hashes a group has: HyperLogLog, with Ertl's estimator, which needs no tables and no corrections.
///
/// What is kept of a group is 2 to the power of a precision registers, a byte each: how many zeros at most the hashes that fall to it begin
/// with, and one. So it does not matter in which order hashes come, nor how often, and sets are joined without any loss.
/// The estimate is off by 1.04 divided by the root of the number of registers, as a standard error.
public final class DistinctEstimate {
    public static final int LEAST_PRECISION = 4;
    public static final int MOST_PRECISION = 16;

    private DistinctEstimate() {}

    /// The least precision whose standard error is no greater, as far as there is one.
    public static int precision(double error) {
        int precision = LEAST_PRECISION;
        while (precision < MOST_PRECISION && 1.04 / StrictMath.sqrt(1 << precision) > error) {
            precision++;
        }
        return precision;
    }

    /// Hashes, as int64.
    public static Shape<Loop.Grouped> fold(int precision) {
        return Recipe.single(ScalarRegisters.class, precision);
    }

    /// The registers of other rows.
    public static Shape<Loop.Grouped> merge(int precision) {
        return Recipe.single(ScalarRegistersMerge.class, precision);
    }

    /// How many, as int64.
    public static Shape<Loop.Unary> result(int precision) {
        return Recipe.single(ScalarDistinctEstimate.class, precision);
    }
}
