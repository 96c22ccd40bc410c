// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

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
            case LocalDate day -> "(DATE '1970-01-01' + " + day.toEpochDay() + ")";
            default -> throw new IllegalArgumentException("no constant: " + value);
        };
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A column as an answer is read: integers, moments and days as int64, or wider where a sum leaves it; floats as float64.
    static String answer(String column, Type type) {
        return switch (type.kind()) {
            case TIMESTAMP -> "epoch_us(" + column + ")";
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
            case Number number -> number.longValue(); // a sum wraps around
            case Instant moment -> ChronoUnit.MICROS.between(Instant.EPOCH, moment);
            case LocalDate day -> day.toEpochDay();
            default -> value.toString();
        };
    }

    private static Double plainFloat(double number) {
        return number == 0 ? 0.0 : number;
    }
}
