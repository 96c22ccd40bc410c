// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Locale;

/// What is made of moments and days, in UTC.
public sealed interface TimeFunction extends ScalarFunction {

    /// A number of a moment, or of a day.
    record Part(Kind kind) implements TimeFunction {
        public enum Kind {
            YEAR("year", true), MONTH("month", true), DAY_OF_MONTH("dayOfMonth", true), DAY_OF_WEEK("dayOfWeek",
                    true), DAY_OF_YEAR("dayOfYear", true), WEEK_OF_YEAR("weekOfYear", true), QUARTER("quarter",
                            true), LAST_DAY("lastDay",
                                    true), HOUR("hour", false), MINUTE("minute", false), SECOND("second", false);

            private final String functionName;
            private final boolean ofDays;

            Kind(String functionName, boolean ofDays) {
                this.functionName = functionName;
                this.ofDays = ofDays;
            }

            /// Whether it is a day again.
            boolean isDay() {
                return this == LAST_DAY;
            }

            /// Whether a day has it.
            public boolean ofDays() {
                return ofDays;
            }
        }

        @Override
        public String functionName() {
            return kind.functionName;
        }
    }

    /// A moment rounded down.
    record Truncate(Unit unit) implements TimeFunction {
        public enum Unit {
            MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String functionName() {
            return "dateTrunc";
        }

        @Override
        public List<Object> parameters() {
            return List.of(unit.toString());
        }
    }

    /// A day so many days later.
    record AddDays() implements TimeFunction {
        @Override
        public String functionName() {
            return "dateAdd";
        }
    }

    /// How many days one day is later than another.
    record DaysBetween() implements TimeFunction {
        @Override
        public String functionName() {
            return "dateDiff";
        }
    }
}
