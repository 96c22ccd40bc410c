// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.SplittableRandom;

import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Columns of numbers for tests, and their rows read without the code under test.
public final class Values {
    private static final long[] EDGES = {0, 1, -1, 2, 10, Byte.MIN_VALUE, Byte.MAX_VALUE, Short.MIN_VALUE,
            Short.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE};
    private static final double[] FLOAT_EDGES = {0.0, -0.0, 1.0, -1.0, 0.5, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MAX_VALUE, 1e10, 1e19, Double.MIN_VALUE,
            Double.MAX_VALUE};

    private Values() {}

    /// A column of numbers, many of them edges, many equal.
    public static long column(Workbench bench, Type type, int rows, int alignment) {
        long address = bench.input((long) type.byteWidth() * rows, alignment);
        fill(bench, type, address, rows);
        return address;
    }

    public static void fill(Workbench bench, Type type, long address, int rows) {
        SplittableRandom random = bench.random;
        for (int row = 0; row < rows; row++) {
            switch (random.nextInt(4)) {
                case 0 -> put(type, address, row, EDGES[random.nextInt(EDGES.length)],
                        FLOAT_EDGES[random.nextInt(FLOAT_EDGES.length)]);
                case 1 -> put(type, address, row, random.nextLong(5), random.nextInt(5));
                case 2 -> put(type, address, row, random.nextInt(-100_000, 100_000), random.nextDouble(-9, 9));
                default -> put(type, address, row, random.nextLong(), Double.longBitsToDouble(random.nextLong()));
            }
        }
    }

    private static void put(Type type, long address, long row, long integer, double real) {
        switch (type.kind()) {
            case INT8 -> Memory.putByte(address + row, (byte) integer);
            case INT16 -> Memory.putShort(address + 2 * row, (short) integer);
            case INT32, DATE -> Memory.putInt(address + 4 * row, (int) integer);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME, DECIMAL -> Memory.putLong(address + 8 * row, integer);
            case FLOAT32 -> Memory.putFloat(address + 4 * row, (float) real);
            case FLOAT64 -> Memory.putDouble(address + 8 * row, real);
            case BOOL, UTF8, BINARY, LIST, OBJECT -> throw new IllegalArgumentException(type.toString());
        }
    }

    /// The value of a row of integers.
    public static long integer(Type type, long address, long row) {
        return switch (type.byteWidth()) {
            case 1 -> Memory.byteAt(address + row);
            case 2 -> Memory.shortAt(address + 2 * row);
            case 4 -> Memory.intAt(address + 4 * row);
            default -> Memory.longAt(address + 8 * row);
        };
    }

    /// The value of a row of floats.
    public static double real(Type type, long address, long row) {
        return type.equals(Type.FLOAT32) ? Memory.floatAt(address + 4 * row) : Memory.doubleAt(address + 8 * row);
    }

    /// The bits of a row as they lie there.
    public static long raw(Type type, long address, long row) {
        return integer(type, address, row);
    }
}
