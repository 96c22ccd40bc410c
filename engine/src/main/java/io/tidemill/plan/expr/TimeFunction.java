// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Locale;

import io.tidemill.PlanException;

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
            MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY("dd"), WEEK, MONTH("mon", "mm"), QUARTER, YEAR("yyyy",
                    "yy");

            private final List<String> otherNames;

            Unit(String... otherNames) {
                this.otherNames = List.of(otherNames);
            }

            /// By its name, or another that Spark has for it, whatever its case.
            public static Unit of(String name) {
                String letters = name.toLowerCase(Locale.ROOT);
                for (Unit unit : values()) {
                    if (unit.toString().equals(letters) || unit.otherNames.contains(letters)) {
                        return unit;
                    }
                }
                throw new PlanException("dateTrunc knows no unit `%s`: it has %s".formatted(name, List.of(values())));
            }

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

    /// A day so many months later.
    record AddMonths() implements TimeFunction {
        @Override
        public String functionName() {
            return "addMonths";
        }
    }

    /// How many months one moment is later than another.
    ///
    /// @param rounded whether to eight digits
    record MonthsBetween(boolean rounded) implements TimeFunction {
        @Override
        public String functionName() {
            return "monthsBetween";
        }

        @Override
        public List<Object> parameters() {
            return rounded ? List.of() : List.of(false);
        }
    }

    /// The first day after another that is one of the week.
    record NextDay(Day day) implements TimeFunction {
        public enum Day {
            SUNDAY(1), MONDAY(2), TUESDAY(3), WEDNESDAY(4), THURSDAY(5), FRIDAY(6), SATURDAY(7);

            private final int number;

            Day(int number) {
                this.number = number;
            }

            /// From Sunday, 1, to Saturday, 7.
            public int number() {
                return number;
            }

            /// By its name, or the first two or three letters of it, whatever their case.
            public static Day of(String name) {
                String letters = name.strip().toUpperCase(Locale.ROOT);
                for (Day day : values()) {
                    boolean isShort = letters.length() == 2 || letters.length() == 3;
                    if (day.name().equals(letters) || (isShort && day.name().startsWith(letters))) {
                        return day;
                    }
                }
                throw new PlanException("nextDay knows no day `%s`: it has %s".formatted(name, List.of(values())));
            }
        }

        @Override
        public String functionName() {
            return "nextDay";
        }

        @Override
        public List<Object> parameters() {
            return List.of(day.name().toLowerCase(Locale.ROOT));
        }
    }
}
