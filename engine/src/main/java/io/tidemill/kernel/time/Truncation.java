// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Moments rounded down to the beginning of a unit of time.
public enum Truncation {
    MILLISECOND(1_000), SECOND(Civil.MICROS_PER_SECOND), MINUTE(60 * Civil.MICROS_PER_SECOND), HOUR(
            3_600 * Civil.MICROS_PER_SECOND), DAY(Civil.MICROS_PER_DAY),
    /// To Monday.
    WEEK(Truncation.OF_DAYS) {
        @Override
        long day(long day) {
            return day - Math.floorMod(day + 3, 7L);
        }
    },
    MONTH(Truncation.OF_DAYS) {
        @Override
        long day(long day) {
            return day - Civil.dayOfMonth(day) + 1;
        }
    },
    QUARTER(Truncation.OF_DAYS) {
        @Override
        long day(long day) {
            return Civil.day(Civil.year(day), (Civil.month(day) - 1) / 3 * 3 + 1, 1);
        }
    },
    YEAR(Truncation.OF_DAYS) {
        @Override
        long day(long day) {
            return Civil.day(Civil.year(day), 1, 1);
        }
    };

    /// Units that the calendar says.
    private static final long OF_DAYS = 0;

    private final long micros;

    Truncation(long micros) {
        this.micros = micros;
    }

    /// Of timestamps. There is none where the unit began before the first timestamp that there is.
    public Shape<Loop.PartialUnary> moments() {
        return Recipe.single(ScalarTruncation.class, this);
    }

    boolean isOfDays() {
        return micros == OF_DAYS;
    }

    /// Where all units are equally long, that length.
    long micros() {
        return micros;
    }

    /// The first day of a day's unit.
    long day(long day) {
        return day;
    }
}
