// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// The moments at which days begin, and how long after them others are.
public final class Midnights {
    /// The days that an int64 of microseconds reaches, before and after 1970.
    static final long MOST_DAYS = Long.MAX_VALUE / Civil.MICROS_PER_DAY;

    private Midnights() {}

    /// A loop that does not write over its input; of days beyond what a timestamp holds there is none.
    public static Shape<Loop.PartialUnary> ofDays() {
        return Recipe.single(ScalarMidnight.class);
    }

    /// The time of day of moments.
    public static Shape<Loop.Unary> timesOfDay() {
        return Recipe.single(ScalarTimeOfDay.class);
    }

    static boolean exists(long day) {
        return day >= -MOST_DAYS && day <= MOST_DAYS;
    }
}
