// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/// Writes one row, column by column in any order, without garbage.
///
/// A row is published by [#commit]; [#close] without it discards the row. Columns that are not set are null, and a commit
/// throws if they may not be. Setting a column to a value of another type throws and names both.
public interface RowWriter extends AutoCloseable {

    RowWriter set(int column, boolean value);

    /// Sets an int32 or date, or another integer that holds the value.
    RowWriter set(int column, int value);

    /// Sets an int64, a timestamp in microseconds since 1970, or a time in microseconds since midnight.
    RowWriter set(int column, long value);

    RowWriter set(int column, float value);

    RowWriter set(int column, double value);

    RowWriter set(int column, String value);

    /// Sets text from UTF-8 bytes, which must be valid.
    RowWriter setText(int column, byte[] utf8, int from, int bytes);

    /// Sets text from UTF-8 bytes off the heap, which must be valid.
    RowWriter setText(int column, long utf8Address, int bytes);

    RowWriter set(int column, Instant value);

    RowWriter set(int column, LocalDate value);

    /// Sets a timestamp_ntz.
    RowWriter set(int column, LocalDateTime value);

    RowWriter set(int column, LocalTime value);

    /// Sets the value of a binary column.
    default RowWriter set(int column, byte[] value) {
        return setBytes(column, value, 0, value.length);
    }

    /// Sets the value of a binary column.
    RowWriter setBytes(int column, byte[] value, int from, int bytes);

    /// Sets the value of a binary column from off the heap.
    RowWriter setBytes(int column, long address, int bytes);

    /// Sets a decimal; throws an [ArithmeticException] if the column does not hold it exactly.
    RowWriter set(int column, BigDecimal value);

    /// Sets a decimal in its smallest units, such as cents: without garbage.
    RowWriter setUnscaled(int column, long unscaled);

    /// Sets a list, of elements as [Row#valueAt] names them, any of which may be null. Makes garbage.
    RowWriter set(int column, List<?> value);

    RowWriter setNull(int column);

    /// Publishes the row; answers its number, or a negative [Publisher] code.
    long commit();

    @Override
    void close();
}
