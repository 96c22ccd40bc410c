// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Type;

/// Types and values as DuckDB writes them.
final class Sql {

    private Sql() {}

    static String type(Type type) {
        return switch (type.kind()) {
            case BOOL -> "BOOLEAN";
            case INT8 -> "TINYINT";
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case UTF8 -> "VARCHAR";
            case TIMESTAMP -> "TIMESTAMP";
            case DATE -> "DATE";
            case DECIMAL -> "DECIMAL(%d, %d)".formatted(type.precision(), type.scale());
            case BINARY -> "BLOB";
            case TIMESTAMP_NTZ -> "TIMESTAMP_US";
            case TIME -> "TIME";
            default -> throw new IllegalArgumentException("no column of " + type);
        };
    }

    static String cast(String sql, Type type) {
        return "CAST(" + sql + " AS " + type(type) + ")";
    }

    static String tryCast(String sql, Type type) {
        return "TRY_CAST(" + sql + " AS " + type(type) + ")";
    }

    /// A value as a constant of exactly its type.
    static String literal(Object value) {
        return switch (value) {
            case Boolean truth -> truth.toString();
            case Byte _,Short _,Integer _ -> "CAST(" + value + " AS INTEGER)";
            case Long number -> "CAST(" + number + " AS BIGINT)";
            case Float number -> "CAST('" + number + "' AS FLOAT)";
            case Double number -> "CAST('" + number + "' AS DOUBLE)";
            case String text -> text(text);
            case Instant moment -> "make_timestamp(" + ChronoUnit.MICROS.between(Instant.EPOCH, moment) + ")";
            case LocalDateTime moment -> literal(moment.toInstant(ZoneOffset.UTC));
            case LocalDate day -> "(DATE '1970-01-01' + " + day.toEpochDay() + ")";
            case LocalTime time -> "TIME '" + time + "'";
            case BigDecimal number ->
                cast("'" + number.toPlainString() + "'", Type.decimal(Math.max(number.precision(), number.scale()),
                        number.scale()));
            case byte[] bytes -> "unhex('" + HexFormat.of().formatHex(bytes) + "')";
            default -> throw new IllegalArgumentException("no constant: " + value);
        };
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A column as an answer is read: integers, moments and days as int64, or wider where a sum leaves it; floats as float64; decimals
    /// and bytes as text.
    static String answer(String column, Type type) {
        return switch (type.kind()) {
            case TIMESTAMP, TIMESTAMP_NTZ, TIME -> "epoch_us(" + column + ")";
            case BINARY -> "lower(hex(" + column + "))";
            case DECIMAL -> cast(column, Type.UTF8);
            case DATE -> "CAST(" + column + " - DATE '1970-01-01' AS BIGINT)";
            case FLOAT32 -> cast(column, Type.FLOAT64);
            default -> column;
        };
    }

    /// A value of an answer as both sides have it: a Boolean, a Long, a Double or a String.
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case Float number -> plainFloat(number.doubleValue());
            case Double number -> plainFloat(number);
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.longValue(); // a sum wraps around
            case Instant moment -> ChronoUnit.MICROS.between(Instant.EPOCH, moment);
            case LocalDate day -> day.toEpochDay();
            case LocalDateTime moment -> plain(moment.toInstant(ZoneOffset.UTC));
            case LocalTime time -> ChronoUnit.MICROS.between(LocalTime.MIDNIGHT, time);
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            default -> value.toString();
        };
    }

    private static Double plainFloat(double number) {
        return number == 0 ? 0.0 : number;
    }
}
