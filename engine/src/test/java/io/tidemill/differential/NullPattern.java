// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.SplittableRandom;

/// Where the nulls of a column are.
enum NullPattern {
    /// The column takes none.
    NEVER,
    /// It takes nulls and has none.
    NONE,
    /// One row of four, on average.
    SOME,
    /// Runs of nulls and runs of values, longer than half a word of bits.
    RUNS,
    /// Every row.
    ALL;

    private static final int RUN = 40;

    boolean isNull(int row, SplittableRandom random) {
        return switch (this) {
            case NEVER, NONE -> false;
            case SOME -> random.nextInt(4) == 0;
            case RUNS -> row / RUN % 2 == 1;
            case ALL -> true;
        };
    }
}
