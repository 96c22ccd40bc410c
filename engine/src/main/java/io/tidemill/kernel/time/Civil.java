// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

/// The calendar: days since 1970 as years, months and days of them.
///
/// Years are counted from March, so that the leap day is a year's last, and in eras of 400 years, after which all repeats.
final class Civil {
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final long DAYS_PER_ERA = 146_097;
    /// From March 1st of year 0 to 1970.
    private static final long DAYS_TO_1970 = 719_468;

    private Civil() {}

    static long year(long day) {
        long era = Math.floorDiv(day + DAYS_TO_1970, DAYS_PER_ERA);
        long dayOfEra = dayOfEra(day);
        long yearOfEra = yearOfEra(dayOfEra);
        long monthFromMarch = monthFromMarch(dayOfYear(dayOfEra, yearOfEra));
        return 400 * era + yearOfEra + (monthFromMarch >= 10 ? 1 : 0);
    }

    static long month(long day) {
        long dayOfEra = dayOfEra(day);
        long monthFromMarch = monthFromMarch(dayOfYear(dayOfEra, yearOfEra(dayOfEra)));
        return monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    }

    static long dayOfMonth(long day) {
        long dayOfEra = dayOfEra(day);
        long dayOfYear = dayOfYear(dayOfEra, yearOfEra(dayOfEra));
        return dayOfYear - (153 * monthFromMarch(dayOfYear) + 2) / 5 + 1;
    }

    private static long dayOfEra(long day) {
        return Math.floorMod(day + DAYS_TO_1970, DAYS_PER_ERA);
    }

    private static long yearOfEra(long dayOfEra) {
        return (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    }

    private static long dayOfYear(long dayOfEra, long yearOfEra) {
        return dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    }

    private static long monthFromMarch(long dayOfYear) {
        return (5 * dayOfYear + 2) / 153;
    }

    /// The day since 1970 of a day of a month of a year.
    static long day(long year, long month, long dayOfMonth) {
        long fromMarch = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(fromMarch, 400L);
        long yearOfEra = fromMarch - 400 * era;
        long dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
        long dayOfEra = 365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
    }
}
