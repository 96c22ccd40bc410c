// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Loops over times agree with `java.time`, from the first timestamp to the last.
class TimesTest {
    private static final long MICROS = 1_000_000;

    private static LocalDateTime moment(long micros) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1_000,
                ZoneOffset.UTC);
    }

    private static int part(TimePart part, LocalDateTime time) {
        return switch (part) {
            case DAY -> (int) time.toLocalDate().toEpochDay();
            case YEAR -> time.getYear();
            case MONTH -> time.getMonthValue();
            case DAY_OF_MONTH -> time.getDayOfMonth();
            case DAY_OF_WEEK -> time.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : time.getDayOfWeek().getValue() + 1;
            case DAY_OF_YEAR -> time.getDayOfYear();
            case WEEK_OF_YEAR -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case QUARTER -> time.get(IsoFields.QUARTER_OF_YEAR);
            case LAST_DAY -> (int) time.with(TemporalAdjusters.lastDayOfMonth()).toLocalDate().toEpochDay();
            case HOUR -> time.getHour();
            case MINUTE -> time.getMinute();
            case SECOND -> time.getSecond();
        };
    }

    @ParameterizedTest
    @EnumSource(TimePart.class)
    void takesMomentsAndDaysApart(TimePart part) {
        TwinTrials.run(part.of(Type.TIMESTAMP), (loop, rows, alignment, bench) -> {
            long source = Values.column(bench, Type.TIMESTAMP, rows, alignment);
            long target = bench.output(4L * rows);
            loop.apply(source, target, rows);
            for (int row = 0; row < rows; row++) {
                int expected = part(part, moment(Memory.longAt(source + 8L * row)));
                TwinTrials.check(row, Memory.intAt(target + 4L * row), expected);
            }
        });
        TwinTrials.run(part.of(Type.DATE), (loop, rows, alignment, bench) -> {
            long source = Values.column(bench, Type.DATE, rows, alignment);
            long target = bench.output(4L * rows);
            loop.apply(source, target, rows);
            for (int row = 0; row < rows; row++) {
                int expected = part(part, LocalDate.ofEpochDay(Memory.intAt(source + 4L * row)).atStartOfDay());
                TwinTrials.check(row, Memory.intAt(target + 4L * row), expected);
            }
        });
    }

    private static LocalDateTime truncated(Truncation unit, LocalDateTime time) {
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case MILLISECOND -> time.truncatedTo(ChronoUnit.MILLIS);
            case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    @ParameterizedTest
    @EnumSource(Truncation.class)
    void roundsMomentsDown(Truncation unit) {
        LocalDateTime first = moment(Long.MIN_VALUE);
        TwinTrials.run(unit.moments(), (loop, rows, alignment, bench) -> {
            long source = Values.column(bench, Type.TIMESTAMP, rows, alignment);
            long target = bench.output(8L * rows);
            long bits = bench.output((rows + 7L) / 8);
            int missing = loop.apply(source, target, bits, rows);
            for (int row = 0; row < rows; row++) {
                LocalDateTime expected = truncated(unit, moment(Memory.longAt(source + 8L * row)));
                boolean exists = !expected.isBefore(first);
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), exists);
                long micros = exists
                        ? ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), expected)
                        : 0;
                TwinTrials.check(row, Memory.longAt(target + 8L * row), micros);
                missing -= exists ? 0 : 1;
            }
            TwinTrials.checkBitsBehind(bits, rows);
            TwinTrials.check(-1, missing, 0);
        });
    }

    @Test
    void daysBeginAtMidnight() {
        TwinTrials.run(Midnights.ofDays(), (loop, rows, alignment, bench) -> {
            long source = Values.column(bench, Type.DATE, rows, alignment);
            long target = bench.output(8L * rows);
            long bits = bench.output((rows + 7L) / 8);
            int missing = loop.apply(source, target, bits, rows);
            for (int row = 0; row < rows; row++) {
                long day = Memory.intAt(source + 4L * row);
                boolean exists = Math.abs(day) <= Long.MAX_VALUE / 86_400 / MICROS;
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), exists);
                TwinTrials.check(row, Memory.longAt(target + 8L * row), exists ? day * 86_400 * MICROS : 0);
                missing -= exists ? 0 : 1;
            }
            TwinTrials.checkBitsBehind(bits, rows);
            TwinTrials.check(-1, missing, 0);
        });
    }
}
