// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Bytes;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Values as text and text as values, by way of Java's own classes: for values that tests make, not for all there are.
final class NaiveTexts {
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private NaiveTexts() {}

    static @Nullable Object cast(Object value, Type from, Type to) {
        return to.equals(Type.UTF8) ? text(value, from) : parsed((String) value, to);
    }

    /// Bytes as text, if they are UTF-8.
    private static @Nullable String decoded(Bytes bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray())).toString();
        } catch (CharacterCodingException none) {
            return null;
        }
    }

    private static @Nullable String text(Object value, Type from) {
        return switch (from.kind()) {
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case BINARY -> decoded((Bytes) value);
            case TIME -> {
                LocalTime time = LocalTime.ofNanoOfDay(1_000 * (Long) value);
                yield TIME.format(time) + fraction(time);
            }
            case TIMESTAMP, TIMESTAMP_NTZ -> {
                LocalDateTime time = EPOCH.plus((Long) value, ChronoUnit.MICROS);
                yield SECONDS.format(time) + fraction(time);
            }
            default -> value.toString();
        };
    }

    private static String fraction(TemporalAccessor time) {
        String fraction = "%09d".formatted(time.get(ChronoField.NANO_OF_SECOND)).replaceAll("0+$", "");
        return fraction.isEmpty() ? "" : "." + fraction;
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
                case DECIMAL -> NaiveDecimals.fitting(new BigDecimal(text), to);
                case BINARY -> Bytes.of(text.getBytes(UTF_8));
                case TIME -> LocalTime.parse(text).toNanoOfDay() / 1_000;
                case TIMESTAMP, TIMESTAMP_NTZ -> LocalDate.parse(text).toEpochDay() * 86_400_000_000L;
                default -> throw new IllegalArgumentException("no cast to " + to);
            };
        } catch (NumberFormatException | DateTimeException nothing) {
            return null;
        }
    }
}
