// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import java.math.BigInteger;

import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;
import io.tidemill.plan.expr.Bound;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The same value in every row: written once, when the program is compiled.
public final class ConstantEvaluator implements Evaluator {
    private final Column column;

    public ConstantEvaluator(Bound.Constant constant, Scratch scratch) {
        Type type = constant.type();
        this.column = new Column(type);
        switch (type.layout()) {
            case BITS -> {
                long bits = scratch.bits();
                Memory.fill(bits, (scratch.chunkRows() + 7L) >>> 3, (byte) ((Boolean) constant.value() ? -1 : 0));
                column.setBits(bits, 0);
            }
            case BYTES -> fillText(bytes(constant.value()), scratch);
            case FIXED -> {
                long values = scratch.values(type);
                for (int row = 0; row < scratch.chunkRows(); row++) {
                    put(type, values + (long) row * type.byteWidth(), (Number) constant.value());
                }
                column.setFixed(values);
            }
            case HEAP -> throw new IllegalArgumentException("no constant is " + type);
        }
    }

    /// The bytes of a text or of binary.
    public static byte[] bytes(Object value) {
        return value instanceof Bytes bytes ? bytes.toArray() : ((String) value).getBytes(UTF_8);
    }

    private void fillText(byte[] value, Scratch scratch) {
        int rows = scratch.chunkRows();
        long starts = scratch.allocate(4L * rows); // zeros
        long ends = scratch.allocate(4L * rows);
        long bytes = scratch.allocate(value.length);
        Memory.copyIn(value, 0, bytes, value.length);
        for (int row = 0; row < rows; row++) {
            Memory.putInt(ends + 4L * row, value.length);
        }
        column.setText(bytes, starts, ends);
    }

    private static void put(Type type, long address, Number value) {
        if (type.isWide()) {
            BigInteger unscaled = new BigInteger(value.toString());
            WideInteger.put(address, WideInteger.high(unscaled), unscaled.longValue());
            return;
        }
        switch (type.kind()) {
            case INT8 -> Memory.putByte(address, value.byteValue());
            case INT16 -> Memory.putShort(address, value.shortValue());
            case INT32, DATE -> Memory.putInt(address, value.intValue());
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME, DECIMAL -> Memory.putLong(address, value.longValue());
            case FLOAT32 -> Memory.putFloat(address, value.floatValue());
            case FLOAT64 -> Memory.putDouble(address, value.doubleValue());
            case BOOL, UTF8, BINARY, LIST, OBJECT -> throw new IllegalArgumentException(type + " is no number");
        }
    }

    /// The column, which needs no chunk.
    public Column column() {
        return column;
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        return column;
    }
}
