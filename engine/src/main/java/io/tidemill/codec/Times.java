// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/// Moments, days and times of day as numbers, and back.
public final class Times {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Times() {}

    /// Microseconds since 1970, cut off below; throws an [ArithmeticException] beyond the years that an int64 holds.
    public static long micros(Instant moment) {
        try {
            return exactMicros(moment);
        } catch (ArithmeticException overflow) {
            throw beyond(moment, "timestamp", instant(Long.MIN_VALUE), instant(Long.MAX_VALUE));
        }
    }

    private static long exactMicros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), MICROS_PER_SECOND), moment.getNano() / 1_000);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND),
                Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
    }

    /// Days since 1970-01-01; throws an [ArithmeticException] beyond the years that an int32 holds.
    public static int days(LocalDate day) {
        long days = day.toEpochDay();
        if (days != (int) days) {
            throw beyond(day, "date", date(Integer.MIN_VALUE), date(Integer.MAX_VALUE));
        }
        return (int) days;
    }

    public static LocalDate date(int days) {
        return LocalDate.ofEpochDay(days);
    }

    /// Microseconds since 1970 on the wall that shows a time, cut off below; throws an [ArithmeticException] beyond the years that an
    /// int64 holds.
    public static long micros(LocalDateTime time) {
        try {
            return exactMicros(time.toInstant(ZoneOffset.UTC));
        } catch (ArithmeticException overflow) {
            throw beyond(time, "timestamp_ntz", dateTime(Long.MIN_VALUE), dateTime(Long.MAX_VALUE));
        }
    }

    public static LocalDateTime dateTime(long micros) {
        return LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
    }

    /// Microseconds since midnight, cut off below.
    public static long micros(LocalTime time) {
        return time.toNanoOfDay() / 1_000;
    }

    /// Throws a `DateTimeException` for what is no time of day.
    public static LocalTime time(long micros) {
        return LocalTime.ofNanoOfDay(micros * 1_000);
    }

    private static ArithmeticException beyond(Object value, String what, Object least, Object most) {
        return new ArithmeticException("no %s holds %s: they reach from %s to %s".formatted(what, value, least, most));
    }
}
