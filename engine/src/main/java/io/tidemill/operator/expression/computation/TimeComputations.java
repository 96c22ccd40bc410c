// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

import io.tidemill.codec.Times;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.TextComputation.DateFormat;
import io.tidemill.plan.expr.TextComputation.DateParsed;
import io.tidemill.plan.expr.TimePattern;

/// Moments and days by patterns of `java.time`.
final class TimeComputations {
    private TimeComputations() {}

    static RowComputation format(DateFormat function) {
        DateTimeFormatter formatter = TimePattern.compile(function.functionName(), function.pattern());
        StringBuilder text = new StringBuilder();
        return (operand, row, result) -> {
            text.setLength(0);
            formatter.formatTo(time(operand, row), text);
            result.setText(row, text.toString());
            return true;
        };
    }

    private static TemporalAccessor time(Column times, int row) {
        return switch (times.type().kind()) {
            case DATE -> Times.date(times.intAt(row)).atStartOfDay();
            case TIMESTAMP -> Times.instant(times.longAt(row)).atZone(ZoneOffset.UTC);
            default -> Times.dateTime(times.longAt(row));
        };
    }

    /// A text that says no time, or one that no column holds, fails.
    static RowComputation parse(DateParsed function) {
        DateTimeFormatter formatter = TimePattern.compile(function.functionName(), function.pattern());
        boolean isDate = function.gives().equals(Type.DATE);
        return (operand, row, result) -> {
            try {
                LocalDateTime time = parse(formatter, operand.stringAt(row));
                if (isDate) {
                    result.setInt(row, Times.days(time.toLocalDate()));
                } else {
                    result.setLong(row, Times.micros(time));
                }
                return true;
            } catch (DateTimeException | ArithmeticException none) {
                return false;
            }
        };
    }

    /// In UTC; what the pattern does not say is the first there is.
    private static LocalDateTime parse(DateTimeFormatter formatter, String text) {
        TemporalAccessor parsed = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from,
                YearMonth::from, Year::from);
        return switch (parsed) {
            case ZonedDateTime time -> time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
            case LocalDateTime time -> time;
            case LocalDate day -> day.atStartOfDay();
            case YearMonth month -> month.atDay(1).atStartOfDay();
            default -> Year.from(parsed).atDay(1).atStartOfDay();
        };
    }
}
