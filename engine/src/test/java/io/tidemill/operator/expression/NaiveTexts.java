// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Type;

/// Values as text and text as values, by way of Java's own classes: for values that tests make, not for all there are.
final class NaiveTexts {
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private NaiveTexts() {}

    static @Nullable Object cast(Object value, Type from, Type to) {
        return to.equals(Type.UTF8) ? text(value, from) : parsed((String) value, to);
    }

    private static String text(Object value, Type from) {
        return switch (from.kind()) {
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case TIMESTAMP -> {
                LocalDateTime time = EPOCH.plus((Long) value, ChronoUnit.MICROS);
                String fraction = "%09d".formatted(time.get(ChronoField.NANO_OF_SECOND)).replaceAll("0+$", "");
                yield SECONDS.format(time) + (fraction.isEmpty() ? "" : "." + fraction);
            }
            default -> value.toString();
        };
    }

    /// Nothing that tests make says a number, but constants that do.
    private static @Nullable Object parsed(String text, Type to) {
        try {
            return switch (to.kind()) {
                case INT8 -> Byte.valueOf(text);
                case INT16 -> Short.valueOf(text);
                case INT32 -> Integer.valueOf(text);
                case INT64 -> Long.valueOf(text);
                case FLOAT32 -> Float.valueOf(text);
                case FLOAT64 -> Double.valueOf(text);
                case DATE -> (int) LocalDate.parse(text).toEpochDay();
                case TIMESTAMP -> LocalDate.parse(text).toEpochDay() * 86_400_000_000L;
                default -> throw new IllegalArgumentException("no cast to " + to);
            };
        } catch (NumberFormatException | DateTimeException nothing) {
            return null;
        }
    }
}
