// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Schema;

/// One row of columns: a cursor over a chunk, or a value of its own.
///
/// A cursor stands on a row for the length of a callback and moves on; [#copy] makes a value that may be kept. Access to a
/// cursor after its callback throws an [IllegalStateException]. Accessors throw an [IllegalArgumentException] if the column is of
/// another type, and an [IllegalStateException] if it is null: ask [#isNull] first. Names are looked up at every call; where
/// that counts, look the index up once by [Schema#indexOf].
public interface Row {

    Schema schema();

    boolean isNull(int column);

    boolean booleanAt(int column);

    /// The value of an int8, int16 or int32 column.
    int intAt(int column);

    /// The value of any integer column, a timestamp in microseconds since 1970, or a time in microseconds since midnight.
    long longAt(int column);

    float floatAt(int column);

    /// The value of a float32 or float64 column.
    double doubleAt(int column);

    String stringAt(int column);

    Instant instantAt(int column);

    LocalDate dateAt(int column);

    /// The value of a timestamp_ntz column.
    LocalDateTime dateTimeAt(int column);

    LocalTime timeAt(int column);

    /// A copy of the value of a binary column.
    byte[] bytesAt(int column);

    BigDecimal decimalAt(int column);

    /// A copy of the value of a list column, which nobody can change; its elements are what [#valueAt] would give, or null.
    List<@Nullable Object> listAt(int column);

    /// The value of a decimal column in its smallest units, such as cents: without garbage.
    long unscaledAt(int column);

    /// How many bytes the value of a utf8 or binary column has.
    int textBytes(int column);

    /// Copies the UTF-8 bytes of a text, or those of a binary column, without garbage.
    void copyText(int column, byte[] target, int targetFrom);

    /// The value as a Java object: `Boolean`, `Byte`, `Short`, `Integer`, `Long`, `Float`, `Double`, `BigDecimal`, `String`, `byte[]`,
    /// `Instant`, `LocalDateTime`, `LocalDate`, `LocalTime`, a `List` of these, or whatever an untyped lambda made; null if it is null.
    @Nullable
    Object valueAt(int column);

    /// A value that may be kept.
    Row copy();

    /// The index of a column, or an [IllegalArgumentException] that names those there are.
    default int columnOf(String name) {
        int column = schema().indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("no column `" + name + "` in " + schema().names());
        }
        return column;
    }

    default boolean isNull(String column) {
        return isNull(columnOf(column));
    }

    default boolean booleanAt(String column) {
        return booleanAt(columnOf(column));
    }

    default int intAt(String column) {
        return intAt(columnOf(column));
    }

    default long longAt(String column) {
        return longAt(columnOf(column));
    }

    default float floatAt(String column) {
        return floatAt(columnOf(column));
    }

    default double doubleAt(String column) {
        return doubleAt(columnOf(column));
    }

    default String stringAt(String column) {
        return stringAt(columnOf(column));
    }

    default Instant instantAt(String column) {
        return instantAt(columnOf(column));
    }

    default LocalDate dateAt(String column) {
        return dateAt(columnOf(column));
    }

    default LocalDateTime dateTimeAt(String column) {
        return dateTimeAt(columnOf(column));
    }

    default LocalTime timeAt(String column) {
        return timeAt(columnOf(column));
    }

    default BigDecimal decimalAt(String column) {
        return decimalAt(columnOf(column));
    }

    default long unscaledAt(String column) {
        return unscaledAt(columnOf(column));
    }

    default List<@Nullable Object> listAt(String column) {
        return listAt(columnOf(column));
    }

    default byte[] bytesAt(String column) {
        return bytesAt(columnOf(column));
    }

    default @Nullable Object valueAt(String column) {
        return valueAt(columnOf(column));
    }
}
