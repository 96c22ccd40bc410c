// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// A number of each moment, day or time of day, as an int32.
public enum TimePart {
    /// The day since 1970.
    DAY {
        @Override
        long of(long day, long microsOfDay) {
            return day;
        }
    },
    YEAR {
        @Override
        long of(long day, long microsOfDay) {
            return Civil.year(day);
        }
    },
    MONTH {
        @Override
        long of(long day, long microsOfDay) {
            return Civil.month(day);
        }
    },
    DAY_OF_MONTH {
        @Override
        long of(long day, long microsOfDay) {
            return Civil.dayOfMonth(day);
        }
    },
    /// 1 is Sunday, 7 Saturday.
    DAY_OF_WEEK {
        @Override
        long of(long day, long microsOfDay) {
            return Math.floorMod(day + 4, 7L) + 1;
        }
    },
    /// From 1 on.
    DAY_OF_YEAR {
        @Override
        long of(long day, long microsOfDay) {
            return day - Civil.day(Civil.year(day), 1, 1) + 1;
        }
    },
    /// Of ISO 8601: a week belongs to the year of its Thursday.
    WEEK_OF_YEAR {
        @Override
        long of(long day, long microsOfDay) {
            long thursday = day - Math.floorMod(day + 3, 7L) + 3;
            return (thursday - Civil.day(Civil.year(thursday), 1, 1)) / 7 + 1;
        }
    },
    QUARTER {
        @Override
        long of(long day, long microsOfDay) {
            return (Civil.month(day) + 2) / 3;
        }
    },
    /// The last day of the month, since 1970.
    LAST_DAY {
        @Override
        long of(long day, long microsOfDay) {
            long month = Civil.month(day);
            return Civil.day(Civil.year(day) + month / 12, month % 12 + 1, 1) - 1;
        }
    },
    HOUR {
        @Override
        long of(long day, long microsOfDay) {
            return microsOfDay / (3_600 * Civil.MICROS_PER_SECOND);
        }
    },
    MINUTE {
        @Override
        long of(long day, long microsOfDay) {
            return microsOfDay / (60 * Civil.MICROS_PER_SECOND) % 60;
        }
    },
    SECOND {
        @Override
        long of(long day, long microsOfDay) {
            return microsOfDay / Civil.MICROS_PER_SECOND % 60;
        }
    };

    record Specification(TimePart part, boolean isMoment) {}

    /// A loop that does not write over its input.
    ///
    /// @param type timestamp, with or without a zone, date, or time: a day of its own
    public Shape<Loop.Unary> of(Type type) {
        boolean isMoment = Element.of(type) == Element.INT64;
        return Recipe.single(ScalarTimePart.class, new Specification(this, isMoment));
    }

    abstract long of(long day, long microsOfDay);
}
