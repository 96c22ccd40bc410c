// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Java lists in columns of lists, and back. Elements are of the Java types that [io.tidemill.Row#valueAt] names, or null.
public final class Lists {
    private Lists() {}

    /// Sets a column to a list; false if the block has no room for it.
    public static boolean write(List<?> values, BlockWriter row, int column) {
        Field field = row.schema().field(column);
        if (!field.type().isList()) {
            throw new IllegalArgumentException(
                    "column `%s` is %s and does not take a list".formatted(field.name(), field.type()));
        }
        return row.setList(column, packed(values, field));
    }

    /// The list of a row that is not null, which nobody can change.
    public static List<@Nullable Object> read(Column lists, int row) {
        Column elements = new Column(lists.type().elementType());
        int size = PackedList.view(lists, row, elements);
        List<@Nullable Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(elements.isNull(i) ? null : RowCursor.boxed(elements, i));
        }
        return Collections.unmodifiableList(values);
    }

    /// The bytes of a [PackedList].
    private static byte[] packed(List<?> values, Field field) {
        Type element = field.type().elementType();
        int size = values.size();
        byte[][] texts = element.layout() == Type.Layout.BYTES ? texts(values, field) : new byte[0][];
        int bits = PackedList.bitBytes(size);
        ByteBuffer packed = ByteBuffer
                .allocate(PackedList.HEAD_BYTES + bits + valueBytes(element, size, texts))
                .order(ByteOrder.LITTLE_ENDIAN);
        packed.putInt(0, size);
        int at = PackedList.HEAD_BYTES + bits;
        for (int i = 0; i < size; i++) {
            Object value = values.get(i);
            if (value != null) {
                setBit(packed, PackedList.HEAD_BYTES, i);
                put(packed, at, i, value, field);
            }
        }
        packed.position(at);
        putTexts(packed, texts, element);
        return packed.array();
    }

    private static int valueBytes(Type element, int size, byte[][] texts) {
        return switch (element.layout()) {
            case BITS -> PackedList.bitBytes(size);
            case BYTES -> {
                int bytes = 4 * (size + 1);
                for (byte[] text : texts) {
                    bytes = Math.addExact(bytes, text.length);
                }
                yield bytes;
            }
            case FIXED -> Math.multiplyExact(element.byteWidth(), size);
            case HEAP -> throw new IllegalArgumentException("no list holds " + element);
        };
    }

    private static byte[][] texts(List<?> values, Field field) {
        byte[][] texts = new byte[values.size()][];
        for (int i = 0; i < texts.length; i++) {
            Object value = values.get(i);
            texts[i] = switch (value) {
                case null -> new byte[0];
                case String text when field.type().elementType().equals(Type.UTF8) -> text.getBytes(UTF_8);
                case Bytes bytes when field.type().elementType().equals(Type.BINARY) -> bytes.toArray();
                case byte[] bytes when field.type().elementType().equals(Type.BINARY) -> bytes;
                default -> throw mismatch(field, value);
            };
        }
        return texts;
    }

    private static void putTexts(ByteBuffer packed, byte[][] texts, Type element) {
        if (element.layout() != Type.Layout.BYTES) {
            return;
        }
        int end = 0;
        packed.putInt(0);
        for (byte[] text : texts) {
            end += text.length;
            packed.putInt(end);
        }
        for (byte[] text : texts) {
            packed.put(text);
        }
    }

    private static void put(ByteBuffer packed, int from, int index, Object value, Field field) {
        Type element = field.type().elementType();
        int at = from + element.byteWidth() * index;
        switch (element.kind()) {
            case BOOL -> {
                if (as(Boolean.class, value, field)) {
                    setBit(packed, from, index);
                }
            }
            case INT8 -> packed.put(at, (byte) integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE, field));
            case INT16 -> packed.putShort(at, (short) integer(value, Short.MIN_VALUE, Short.MAX_VALUE, field));
            case INT32 -> packed.putInt(at, (int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, field));
            case INT64 -> packed.putLong(at, integer(value, Long.MIN_VALUE, Long.MAX_VALUE, field));
            case FLOAT32 -> packed.putFloat(at, as(Float.class, value, field));
            case FLOAT64 ->
                packed.putDouble(at, value instanceof Float narrow ? narrow : as(Double.class, value, field));
            case TIMESTAMP -> packed.putLong(at, Times.micros(as(Instant.class, value, field)));
            case TIMESTAMP_NTZ -> packed.putLong(at, Times.micros(as(LocalDateTime.class, value, field)));
            case TIME -> packed.putLong(at, Times.micros(as(LocalTime.class, value, field)));
            case DATE -> packed.putInt(at, Times.days(as(LocalDate.class, value, field)));
            case DECIMAL -> {
                BigInteger unscaled = unscaled(as(BigDecimal.class, value, field), field);
                packed.putLong(at, unscaled.longValue());
                if (element.isWide()) {
                    packed.putLong(at + Long.BYTES, WideInteger.high(unscaled));
                }
            }
            case UTF8, BINARY -> {}
            case LIST, OBJECT -> throw mismatch(field, value);
        }
    }

    private static long integer(Object value, long least, long most, Field field) {
        boolean isInteger = value instanceof Long || value instanceof Integer || value instanceof Short
                || value instanceof Byte;
        if (!isInteger || ((Number) value).longValue() < least || ((Number) value).longValue() > most) {
            throw mismatch(field, value);
        }
        return ((Number) value).longValue();
    }

    private static BigInteger unscaled(BigDecimal value, Field field) {
        Type element = field.type().elementType();
        try {
            BigDecimal exact = value.setScale(element.scale(), RoundingMode.UNNECESSARY);
            if (exact.precision() <= element.precision()) {
                return exact.unscaledValue();
            }
        } catch (ArithmeticException _) {
            // it is told below
        }
        throw new ArithmeticException(
                "column `%s` is %s and does not hold %s".formatted(field.name(), field.type(), value));
    }

    private static <V> V as(Class<V> expected, Object value, Field field) {
        if (!expected.isInstance(value)) {
            throw mismatch(field, value);
        }
        return expected.cast(value);
    }

    private static void setBit(ByteBuffer packed, int from, int bit) {
        int at = from + (bit >>> 3);
        packed.put(at, (byte) (packed.get(at) | 1 << (bit & 7)));
    }

    private static IllegalArgumentException mismatch(Field field, Object value) {
        return new IllegalArgumentException("column `%s` is %s and does not take the element %s, a %s"
                .formatted(field.name(), field.type(), value, value.getClass().getSimpleName()));
    }
}
