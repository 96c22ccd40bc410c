// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

import io.tidemill.memory.ColumnWriter;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// Java values into a column of one type.
public final class BoxedValues {
    private BoxedValues() {}

    /// Writes a value of the Java type that [io.tidemill.Row#valueAt] names; throws an exception about any other, and what the column
    /// does not hold.
    public static void write(Object value, ColumnWriter column, int row) {
        Type type = column.type();
        switch (type.kind()) {
            case BOOL -> column.setBoolean(row, (Boolean) value);
            case INT8 -> column.setInt(row, (Byte) value);
            case INT16 -> column.setInt(row, (Short) value);
            case INT32 -> column.setInt(row, (Integer) value);
            case INT64 -> column.setLong(row, (Long) value);
            case FLOAT32 -> column.setFloat(row, (Float) value);
            case FLOAT64 -> column.setDouble(row, (Double) value);
            case UTF8 -> column.setText(row, (String) value);
            case BINARY -> {
                byte[] bytes = (byte[]) value;
                column.setBytes(row, bytes, 0, bytes.length);
            }
            case DECIMAL -> {
                BigInteger unscaled = unscaled((BigDecimal) value, type);
                if (type.isWide()) {
                    column.setWide(row, WideInteger.high(unscaled), unscaled.longValue());
                } else {
                    column.setLong(row, unscaled.longValueExact());
                }
            }
            case TIMESTAMP -> column.setLong(row, Times.micros((Instant) value));
            case TIMESTAMP_NTZ -> column.setLong(row, Times.micros((LocalDateTime) value));
            case TIME -> column.setLong(row, Times.micros((LocalTime) value));
            case DATE -> column.setInt(row, Times.days((LocalDate) value));
            case LIST, OBJECT -> throw new IllegalArgumentException("no column of " + type + " is written");
        }
    }

    private static BigInteger unscaled(BigDecimal value, Type type) {
        BigDecimal exact = value.stripTrailingZeros();
        if (exact.scale() > type.scale() || exact.precision() - exact.scale() > type.precision() - type.scale()) {
            throw new ArithmeticException("no %s holds %s exactly".formatted(type, value));
        }
        return exact.setScale(type.scale()).unscaledValue();
    }
}
