// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// The machine type of a column's values, with its loads and stores.
///
/// A stamped loop holds its element as a constant, so that these calls fold to single instructions. Integers travel as `long`
/// and are cut to their width when stored; floats travel as `double`, which holds every `float`.
public enum Element {
    INT8(1) {
        @Override
        public long longAt(long address, long row) {
            return Memory.byteAt(address + row);
        }

        @Override
        public void putLong(long address, long row, long value) {
            Memory.putByte(address + row, (byte) value);
        }
    },
    INT16(2) {
        @Override
        public long longAt(long address, long row) {
            return Memory.shortAt(address + 2 * row);
        }

        @Override
        public void putLong(long address, long row, long value) {
            Memory.putShort(address + 2 * row, (short) value);
        }
    },
    INT32(4) {
        @Override
        public long longAt(long address, long row) {
            return Memory.intAt(address + 4 * row);
        }

        @Override
        public void putLong(long address, long row, long value) {
            Memory.putInt(address + 4 * row, (int) value);
        }
    },
    INT64(8) {
        @Override
        public long longAt(long address, long row) {
            return Memory.longAt(address + 8 * row);
        }

        @Override
        public void putLong(long address, long row, long value) {
            Memory.putLong(address + 8 * row, value);
        }
    },
    /// Decimals of more than 18 digits, which travel as two `long`s.
    INT128(16) {
        @Override
        public long highAt(long address, long row) {
            return WideInteger.highAt(address + 16 * row);
        }

        @Override
        public long lowAt(long address, long row) {
            return WideInteger.lowAt(address + 16 * row);
        }

        @Override
        public void putWide(long address, long row, long high, long low) {
            WideInteger.put(address + 16 * row, high, low);
        }

        @Override
        public void copy(long source, long row, long target, long targetRow) {
            putWide(target, targetRow, highAt(source, row), lowAt(source, row));
        }
    },
    FLOAT32(4) {
        @Override
        public double doubleAt(long address, long row) {
            return Memory.floatAt(address + 4 * row);
        }

        @Override
        public void putDouble(long address, long row, double value) {
            Memory.putInt(address + 4 * row, Float.floatToIntBits((float) value));
        }
    },
    FLOAT64(8) {
        @Override
        public double doubleAt(long address, long row) {
            return Memory.doubleAt(address + 8 * row);
        }

        @Override
        public void putDouble(long address, long row, double value) {
            Memory.putLong(address + 8 * row, Double.doubleToLongBits(value));
        }
    };

    private final int width;

    Element(int width) {
        this.width = width;
    }

    /// The element of a type of fixed width; timestamps, times and decimals of up to 18 digits are int64, a date is an int32.
    public static Element of(Type type) {
        return switch (type.kind()) {
            case INT8 -> INT8;
            case INT16 -> INT16;
            case INT32, DATE -> INT32;
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME -> INT64;
            case DECIMAL -> type.isWide() ? INT128 : INT64;
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
            case BOOL, UTF8, BINARY, LIST, OBJECT ->
                throw new IllegalArgumentException("no kernel computes with " + type);
        };
    }

    /// Bytes of a value.
    public int width() {
        return width;
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /// The value of a row of integers.
    public long longAt(long address, long row) {
        throw new UnsupportedOperationException(this + " is no integer");
    }

    public void putLong(long address, long row, long value) {
        throw new UnsupportedOperationException(this + " is no integer");
    }

    /// The upper 64 of 128 bits of a row of integers.
    public long highAt(long address, long row) {
        return longAt(address, row) >> 63;
    }

    /// The lower 64 of 128 bits of a row of integers.
    public long lowAt(long address, long row) {
        return longAt(address, row);
    }

    /// Stores an integer of 128 bits, which is cut to the width.
    public void putWide(long address, long row, long high, long low) {
        putLong(address, row, low);
    }

    /// Copies an integer of one row to another.
    public void copy(long source, long row, long target, long targetRow) {
        putLong(target, targetRow, longAt(source, row));
    }

    /// The value of a row of floats.
    public double doubleAt(long address, long row) {
        throw new UnsupportedOperationException(this + " is no float");
    }

    /// Stores a float; every NaN is stored as the same bits.
    public void putDouble(long address, long row, double value) {
        throw new UnsupportedOperationException(this + " is no float");
    }
}
