// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A column of known values, laid out as awkwardly as is allowed: bits begin anywhere, garbage lies under nulls, texts are cut
/// out of others. An expected value is null, a Long with the value's bits, or a byte array.
final class SampleColumn implements AutoCloseable {
    final Field field;
    final int rows;
    final Column column;
    private final @Nullable Object[] expected;
    private final Buffer memory;

    private SampleColumn(MemoryBudget budget, Field field, @Nullable Object[] expected, Random random,
            boolean arrowText) {
        this.field = field;
        this.rows = expected.length;
        this.column = new Column(field.type());
        this.expected = expected;
        int textBytes = 1;
        for (Object value : expected) {
            textBytes += 16 + (value instanceof byte[] text ? text.length : 0);
        }
        this.memory = Buffer.allocate(budget, "sample", 17L * rows + textBytes + 256);
        for (long i = 0; i < memory.bytes(); i++) {
            Memory.putByte(memory.address() + i, (byte) random.nextInt());
        }
        long bits = memory.address();
        long values = bits + rows + 64;
        switch (field.type().layout()) {
            case BITS -> layOutBits(values, random);
            case BYTES -> layOutText(values, random, arrowText);
            default -> layOutValues(values);
        }
        if (field.nullable()) {
            int bit = random.nextInt(8);
            column.setValidity(bits, bit);
            for (int row = 0; row < rows; row++) {
                putBit(bits, bit + row, expected[row] != null);
            }
        }
    }

    /// Values of a fixed width or booleans, by their bits; every n-th is null if the field takes nulls.
    static SampleColumn of(MemoryBudget budget, Field field, int rows, Random random, int nullEvery,
            IntToLongFunction value) {
        @Nullable
        Object[] expected = new @Nullable Object[rows];
        for (int row = 0; row < rows; row++) {
            boolean isNull = field.nullable() && nullEvery > 0 && random.nextInt(nullEvery) == 0;
            expected[row] = isNull ? null : narrow(field.type(), value.applyAsLong(row));
        }
        return new SampleColumn(budget, field, expected, random, true);
    }

    static SampleColumn text(MemoryBudget budget, Field field, int rows, Random random, int nullEvery,
            IntFunction<byte[]> value) {
        @Nullable
        Object[] expected = new @Nullable Object[rows];
        boolean arrow = field.nullable() ? nullEvery == 0 : random.nextBoolean();
        for (int row = 0; row < rows; row++) {
            boolean isNull = field.nullable() && nullEvery > 0 && random.nextInt(nullEvery) == 0;
            expected[row] = isNull ? null : value.apply(row);
        }
        return new SampleColumn(budget, field, expected, random, arrow);
    }

    private static Long narrow(Type type, long value) {
        return switch (type.kind()) {
            case BOOL -> value & 1;
            case INT8 -> (long) (byte) value;
            case INT16 -> (long) (short) value;
            case INT32, DATE, FLOAT32 -> (long) (int) value;
            default -> value;
        };
    }

    private void layOutBits(long address, Random random) {
        int bit = random.nextInt(8);
        column.setBits(address, bit);
        for (int row = 0; row < rows; row++) {
            if (expected[row] instanceof Long value) {
                putBit(address, bit + row, value == 1);
            }
        }
    }

    private void layOutValues(long address) {
        column.setFixed(address);
        int width = field.type().byteWidth();
        for (int row = 0; row < rows; row++) {
            if (expected[row] instanceof Long value) {
                put(address + (long) width * row, width, value);
            }
        }
    }

    private static void put(long address, int width, long value) {
        switch (width) {
            case 8 -> Memory.putLong(address, value);
            case 4 -> Memory.putInt(address, (int) value);
            case 2 -> Memory.putShort(address, (short) value);
            default -> Memory.putByte(address, (byte) value);
        }
    }

    private void layOutText(long address, Random random, boolean arrow) {
        long starts = address;
        long ends = arrow ? starts + 4 : starts + 4L * rows;
        long text = address + 8L * rows + 8;
        column.setText(text, starts, ends);
        int at = random.nextInt(8);
        Memory.putInt(starts, at);
        for (int row = 0; row < rows; row++) {
            at += arrow ? 0 : random.nextInt(8);
            Memory.putInt(starts + 4L * row, at);
            if (expected[row] instanceof byte[] bytes) {
                Memory.copyIn(bytes, 0, text + at, bytes.length);
                at += bytes.length;
            } else {
                at += random.nextInt(8);
            }
            Memory.putInt(ends + 4L * row, at);
        }
    }

    private static void putBit(long address, int bit, boolean value) {
        long at = address + (bit >>> 3);
        int mask = 1 << (bit & 7);
        Memory.putByte(at, (byte) (value ? Memory.byteAt(at) | mask : Memory.byteAt(at) & ~mask));
    }

    long textBytes() {
        long bytes = 0;
        for (Object value : expected) {
            bytes += value instanceof byte[] text ? text.length : 0;
        }
        return bytes;
    }

    /// Compares what was decoded with what was encoded, under nulls with 0.
    void verify(Column decoded) {
        for (int row = 0; row < rows; row++) {
            Object value = expected[row];
            if (decoded.isNull(row) != (value == null)) {
                throw new AssertionError("row %d: null is %s".formatted(row, decoded.isNull(row)));
            }
            if (field.type().layout() == Type.Layout.BYTES) {
                byte[] text = value == null ? new byte[0] : (byte[]) value;
                byte[] actual = new byte[decoded.textBytes(row)];
                Memory.copyOut(decoded.textAddress(row), actual, 0, actual.length);
                if (!Arrays.equals(text, actual)) {
                    throw new AssertionError(
                            "row %d: %s, not %s".formatted(row, new String(actual, UTF_8), new String(text, UTF_8)));
                }
            } else {
                long bits = value == null ? 0 : (Long) value;
                long actual = switch (field.type().kind()) {
                    case BOOL -> decoded.booleanAt(row) ? 1 : 0;
                    case FLOAT32 -> Memory.intAt(decoded.data() + 4L * row);
                    case FLOAT64 -> Memory.longAt(decoded.data() + 8L * row);
                    default -> decoded.longAt(row);
                };
                if (actual != bits) {
                    throw new AssertionError("row %d: %x, not %x".formatted(row, actual, bits));
                }
            }
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
