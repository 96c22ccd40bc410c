// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;

/// One value into one column and back, for each Java type that has a column. Found by name in [Component].
@SuppressWarnings({"UnusedMethod", "DoNotCallSuggester"}) // called through method handles
final class Fields {

    private Fields() {}

    static boolean write(boolean value, BlockWriter row, int column) {
        row.setBoolean(column, value);
        return true;
    }

    static boolean write(byte value, BlockWriter row, int column) {
        row.setInt(column, value);
        return true;
    }

    static boolean write(short value, BlockWriter row, int column) {
        row.setInt(column, value);
        return true;
    }

    static boolean write(int value, BlockWriter row, int column) {
        row.setInt(column, value);
        return true;
    }

    static boolean write(long value, BlockWriter row, int column) {
        row.setLong(column, value);
        return true;
    }

    static boolean write(float value, BlockWriter row, int column) {
        row.setFloat(column, value);
        return true;
    }

    static boolean write(double value, BlockWriter row, int column) {
        row.setDouble(column, value);
        return true;
    }

    static boolean write(String value, BlockWriter row, int column) {
        return row.setText(column, value);
    }

    static boolean write(Instant value, BlockWriter row, int column) {
        row.setLong(column, Times.micros(value));
        return true;
    }

    static boolean write(LocalDate value, BlockWriter row, int column) {
        row.setInt(column, Times.days(value));
        return true;
    }

    static boolean write(LocalDateTime value, BlockWriter row, int column) {
        row.setLong(column, Times.micros(value));
        return true;
    }

    static boolean write(LocalTime value, BlockWriter row, int column) {
        row.setLong(column, Times.micros(value));
        return true;
    }

    static boolean write(byte[] value, BlockWriter row, int column) {
        return row.setBytes(column, value, 0, value.length);
    }

    static boolean write(BigDecimal value, BlockWriter row, int column) {
        row.setDecimal(column, value);
        return true;
    }

    static boolean write(List<?> value, BlockWriter row, int column) {
        return Lists.write(value, row, column);
    }

    static boolean writeNull(BlockWriter row, int column) {
        row.setNull(column);
        return true;
    }

    static boolean refuseNull(BlockWriter row, int column) {
        throw new NullPointerException(
                "a null in column `" + row.schema().field(column).name() + "`, which takes none");
    }

    static boolean readBoolean(Chunk chunk, int column, int row) {
        return chunk.column(column).booleanAt(row);
    }

    static byte readByte(Chunk chunk, int column, int row) {
        return (byte) chunk.column(column).intAt(row);
    }

    static short readShort(Chunk chunk, int column, int row) {
        return (short) chunk.column(column).intAt(row);
    }

    static int readInt(Chunk chunk, int column, int row) {
        return chunk.column(column).intAt(row);
    }

    static long readLong(Chunk chunk, int column, int row) {
        return chunk.column(column).longAt(row);
    }

    static float readFloat(Chunk chunk, int column, int row) {
        return chunk.column(column).floatAt(row);
    }

    static double readDouble(Chunk chunk, int column, int row) {
        return chunk.column(column).doubleAt(row);
    }

    static String readString(Chunk chunk, int column, int row) {
        return chunk.column(column).stringAt(row);
    }

    static Instant readInstant(Chunk chunk, int column, int row) {
        return Times.instant(chunk.column(column).longAt(row));
    }

    static LocalDate readLocalDate(Chunk chunk, int column, int row) {
        return Times.date(chunk.column(column).intAt(row));
    }

    static LocalDateTime readLocalDateTime(Chunk chunk, int column, int row) {
        return Times.dateTime(chunk.column(column).longAt(row));
    }

    static LocalTime readLocalTime(Chunk chunk, int column, int row) {
        return Times.time(chunk.column(column).longAt(row));
    }

    static BigDecimal readBigDecimal(Chunk chunk, int column, int row) {
        return chunk.column(column).decimalAt(row);
    }

    static byte[] readBytes(Chunk chunk, int column, int row) {
        return chunk.column(column).bytesAt(row);
    }

    static List<@Nullable Object> readList(Chunk chunk, int column, int row) {
        return Lists.read(chunk.column(column), row);
    }

    static boolean isNull(@Nullable Object value) {
        return value == null;
    }

    static boolean isNull(Chunk chunk, int column, int row) {
        Column values = chunk.column(column);
        return values.isNull(row);
    }
}
