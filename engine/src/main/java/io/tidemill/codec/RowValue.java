// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.Row;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A row on the heap, to be kept. Equal to rows of the same schema and values; prints as Spark's rows do: `[word,3]`.
public final class RowValue implements Row {
    private final Schema schema;
    private final @Nullable Object[] values;

    /// @param values one a column, of the Java types that [Row#valueAt] names
    public RowValue(Schema schema, @Nullable Object... values) {
        if (values.length != schema.size()) {
            throw new IllegalArgumentException(
                    "%d values for the %d columns %s".formatted(values.length, schema.size(), schema.names()));
        }
        this.schema = schema;
        this.values = values.clone();
    }

    static RowValue of(Schema schema, Column[] columns, int row) {
        @Nullable
        Object[] values = new Object[columns.length];
        for (int column = 0; column < columns.length; column++) {
            values[column] = columns[column].isNull(row) ? null : RowCursor.boxed(columns[column], row);
        }
        return new RowValue(schema, values);
    }

    /// The row with [Canonical] values.
    RowValue canonical() {
        @Nullable
        Object[] canonical = values.clone();
        for (int column = 0; column < canonical.length; column++) {
            canonical[column] = Canonical.of(canonical[column]);
        }
        return Arrays.equals(canonical, values) ? this : new RowValue(schema, canonical);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean isNull(int column) {
        return values[column] == null;
    }

    @Override
    public boolean booleanAt(int column) {
        return value(column, Boolean.class, "a boolean");
    }

    @Override
    public int intAt(int column) {
        Number number = value(column, Number.class, "an int");
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        throw mismatch(schema, column, "an int");
    }

    @Override
    public long longAt(int column) {
        Object value = value(column, Object.class, "a long");
        return switch (value) {
            case Instant moment -> Times.micros(moment);
            case LocalDateTime time -> Times.micros(time);
            case LocalTime time -> Times.micros(time);
            case Long number -> number;
            case Integer number -> number;
            case Short number -> number;
            case Byte number -> number;
            default -> throw mismatch(schema, column, "a long");
        };
    }

    @Override
    public float floatAt(int column) {
        return value(column, Float.class, "a float");
    }

    @Override
    public double doubleAt(int column) {
        Number number = value(column, Number.class, "a double");
        if (number instanceof Double || number instanceof Float) {
            return number.doubleValue();
        }
        throw mismatch(schema, column, "a double");
    }

    @Override
    public String stringAt(int column) {
        return value(column, String.class, "text");
    }

    @Override
    public Instant instantAt(int column) {
        return value(column, Instant.class, "a timestamp");
    }

    @Override
    public LocalDate dateAt(int column) {
        return value(column, LocalDate.class, "a date");
    }

    @Override
    public LocalDateTime dateTimeAt(int column) {
        return value(column, LocalDateTime.class, "a timestamp_ntz");
    }

    @Override
    public LocalTime timeAt(int column) {
        return value(column, LocalTime.class, "a time");
    }

    @Override
    public BigDecimal decimalAt(int column) {
        return value(column, BigDecimal.class, "a decimal");
    }

    @Override
    public long unscaledAt(int column) {
        return decimalAt(column).setScale(schema.field(column).type().scale(), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    @Override
    public byte[] bytesAt(int column) {
        return value(column, byte[].class, "binary").clone();
    }

    @Override
    @SuppressWarnings("unchecked") // a list of whatever it holds is read, not written
    public List<@Nullable Object> listAt(int column) {
        return (List<@Nullable Object>) value(column, List.class, "a list");
    }

    @Override
    public int textBytes(int column) {
        return textOrBytes(column).length;
    }

    @Override
    public void copyText(int column, byte[] target, int targetFrom) {
        byte[] bytes = textOrBytes(column);
        System.arraycopy(bytes, 0, target, targetFrom, bytes.length);
    }

    private byte[] textOrBytes(int column) {
        return values[column] instanceof byte[] bytes ? bytes : stringAt(column).getBytes(UTF_8);
    }

    @Override
    public @Nullable Object valueAt(int column) {
        return values[column];
    }

    @Override
    public Row copy() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowValue row && row.schema.equals(schema)
                && Arrays.deepEquals(comparable(row.values), comparable(values));
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(comparable(values));
    }

    /// With arrays for lists, so that bytes in lists are compared by what they are.
    private static @Nullable Object[] comparable(@Nullable Object[] values) {
        return Stream.of(values).map(value -> value instanceof List<?> list ? list.toArray() : value).toArray();
    }

    @Override
    public String toString() {
        return Stream.of(values).map(RowValue::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> Bytes.of(bytes).toString();
            case List<?> list -> list.stream().map(RowValue::text).collect(Collectors.joining(", ", "[", "]"));
            case null, default -> String.valueOf(value);
        };
    }

    private <V> V value(int column, Class<V> expected, String asked) {
        Object value = values[column];
        if (value == null) {
            throw isNull(schema, column);
        }
        if (!expected.isInstance(value)) {
            throw mismatch(schema, column, asked);
        }
        return expected.cast(value);
    }

    static IllegalArgumentException mismatch(Schema schema, int column, String asked) {
        return new IllegalArgumentException(
                "column `%s` is %s, not %s".formatted(schema.field(column).name(), schema.field(column).type(), asked));
    }

    static IllegalStateException isNull(Schema schema, int column) {
        return new IllegalStateException(
                "column `%s` is null in this row: ask isNull first".formatted(schema.field(column).name()));
    }
}
