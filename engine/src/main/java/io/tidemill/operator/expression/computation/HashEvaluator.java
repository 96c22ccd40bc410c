// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import java.util.List;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.plan.expr.HashFunction;

/// Spark's hashes of some values together: that of each is the seed of the next, and a null passes on the seed. Column by column.
public final class HashEvaluator implements Evaluator {
    private static final long SEED = 42;

    private final boolean isWide;
    private final Evaluator[] operands;
    private final long target;
    private final long wide; // the bytes of one decimal
    private final Column result;

    public HashEvaluator(HashFunction function, List<Evaluator> operands, Type type, Scratch scratch) {
        this.isWide = function == HashFunction.XXHASH64;
        this.operands = operands.toArray(Evaluator[]::new);
        this.target = scratch.values(type);
        this.wide = scratch.allocate(WideInteger.BYTES);
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        int rows = chunk.rows();
        for (int row = 0; row < rows; row++) {
            put(row, SEED);
        }
        for (Evaluator operand : operands) {
            Column values = operand.evaluate(chunk, wanted);
            if (values.type().isWide()) {
                addWide(values, rows);
                continue;
            }
            switch (values.type().layout()) {
                case BYTES -> addBytes(values, rows);
                case BITS, FIXED -> addNumbers(values, rows);
                case HEAP -> throw new IllegalArgumentException("no hash of " + values.type());
            }
        }
        return result;
    }

    private void addBytes(Column values, int rows) {
        for (int row = 0; row < rows; row++) {
            if (!values.isNull(row)) {
                long address = values.textAddress(row);
                int bytes = values.textBytes(row);
                put(row, isWide
                        ? SparkXxHash64.ofBytes(address, bytes, seed(row))
                        : SparkMurmur3.ofBytes(address, bytes, (int) seed(row)));
            }
        }
    }

    /// The bytes of the smallest units, the upper ones first, without those that only repeat the sign.
    private void addWide(Column values, int rows) {
        for (int row = 0; row < rows; row++) {
            if (!values.isNull(row)) {
                long high = values.highAt(row);
                long low = values.lowAt(row);
                long sign = high >> 63;
                int zeros = high == sign
                        ? Long.SIZE + Long.numberOfLeadingZeros(low ^ sign)
                        : Long.numberOfLeadingZeros(high ^ sign);
                int bytes = (2 * Long.SIZE - zeros) / Byte.SIZE + 1;
                WideInteger.put(wide, Long.reverseBytes(low), Long.reverseBytes(high));
                long first = wide + WideInteger.BYTES - bytes;
                put(row, isWide
                        ? SparkXxHash64.ofBytes(first, bytes, seed(row))
                        : SparkMurmur3.ofBytes(first, bytes, (int) seed(row)));
            }
        }
    }

    private void addNumbers(Column values, int rows) {
        boolean isLong = values.type().byteWidth() == Long.BYTES;
        for (int row = 0; row < rows; row++) {
            if (!values.isNull(row)) {
                long value = bits(values, row);
                put(row, isWide
                        ? isLong
                                ? SparkXxHash64.ofLong(value, seed(row))
                                : SparkXxHash64.ofInt((int) value, seed(row))
                        : isLong
                                ? SparkMurmur3.ofLong(value, (int) seed(row))
                                : SparkMurmur3.ofInt((int) value, (int) seed(row)));
            }
        }
    }

    /// What Spark hashes of a value: a zero has no sign.
    private static long bits(Column values, int row) {
        return switch (values.type().kind()) {
            case BOOL -> values.booleanAt(row) ? 1 : 0;
            case FLOAT32 -> Float.floatToIntBits(values.floatAt(row) + 0f);
            case FLOAT64 -> Double.doubleToLongBits(values.doubleAt(row) + 0d);
            default -> values.longAt(row);
        };
    }

    private long seed(int row) {
        return isWide ? Memory.longAt(target + 8L * row) : Memory.intAt(target + 4L * row);
    }

    private void put(int row, long hash) {
        if (isWide) {
            Memory.putLong(target + 8L * row, hash);
        } else {
            Memory.putInt(target + 4L * row, (int) hash);
        }
    }
}
