// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Writes the values of one column of a chunk, its rows in any order; a row for which nothing is written is null.
///
/// Room for so many rows is allocated at once, that for text grows to what the largest chunk so far has needed. Only [#clear] makes a
/// row null again that was written. One thread.
public final class ColumnWriter implements AutoCloseable {
    private final MemoryBudget budget;
    private final String what;
    private final Buffer fixed; // validity bits, then values, or starts and ends
    private final long validity;
    private final long values;
    private final int bitBytes;
    private final int chunkRows;
    private final Column column;
    private Buffer text;
    private long textBytes; // written

    /// @param type anything but lists and Java objects
    /// @param chunkRows the most rows of a chunk
    public ColumnWriter(MemoryBudget budget, String what, Type type, int chunkRows) {
        this.budget = budget;
        this.what = what;
        this.chunkRows = chunkRows;
        this.bitBytes = (chunkRows + 7) >>> 3;
        long bytes = switch (type.layout()) {
            case BITS -> bitBytes;
            case FIXED -> (long) type.byteWidth() * chunkRows;
            case BYTES -> 2L * Integer.BYTES * chunkRows;
            case HEAP -> throw new IllegalArgumentException("no column of " + type + " is written");
        };
        long behindBits = bitBytes + (long) Buffer.ALIGNMENT & -Buffer.ALIGNMENT;
        this.fixed = Buffer.allocate(budget, what, behindBits + bytes);
        this.validity = fixed.address();
        this.values = validity + behindBits;
        this.column = new Column(type);
        try {
            this.text = Buffer.allocate(budget, what, type.layout() == Type.Layout.BYTES ? 16L * chunkRows : 0);
        } catch (RuntimeException refused) {
            fixed.close();
            throw refused;
        }
    }

    public Type type() {
        return column.type();
    }

    /// Makes all rows null, and forgets their text.
    public ColumnWriter clear() {
        Memory.fill(validity, bitBytes, (byte) 0);
        switch (type().layout()) {
            case BITS -> Memory.fill(values, bitBytes, (byte) 0);
            case BYTES -> Memory.fill(values, 2L * Integer.BYTES * chunkRows, (byte) 0);
            case FIXED, HEAP -> {}
        }
        textBytes = 0;
        return this;
    }

    /// What was written so far: the same column each time.
    public Column column() {
        switch (type().layout()) {
            case BITS -> column.setBits(values, 0);
            case BYTES -> column.setText(text.address(), values, ends());
            case FIXED, HEAP -> column.setFixed(values);
        }
        return column.setValidity(validity, 0);
    }

    private long ends() {
        return values + (long) Integer.BYTES * chunkRows;
    }

    private void mark(int row) {
        long address = validity + (row >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) | 1 << (row & 7)));
    }

    /// Sets a row of a bool column, which may be set once.
    public void setBoolean(int row, boolean value) {
        require(Type.Layout.BITS, 0);
        long address = values + (row >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) | (value ? 1 << (row & 7) : 0)));
        mark(row);
    }

    /// Sets a row of an int8, int16, int32 or date column, to the low bits of a number.
    public void setInt(int row, int value) {
        switch (type().byteWidth()) {
            case 1 -> Memory.putByte(values + row, (byte) value);
            case 2 -> Memory.putShort(values + 2L * row, (short) value);
            default -> {
                require(Type.Layout.FIXED, Integer.BYTES);
                Memory.putInt(values + 4L * row, value);
            }
        }
        mark(row);
    }

    /// Sets a row of an int64, timestamp or time column, or one of decimals to so many of its smallest units.
    public void setLong(int row, long value) {
        require(Type.Layout.FIXED, Long.BYTES);
        Memory.putLong(values + 8L * row, value);
        mark(row);
    }

    /// Sets a row of decimals of more than 18 digits to so many of their smallest units, given as 128 bits.
    public void setWide(int row, long high, long low) {
        require(Type.Layout.FIXED, WideInteger.BYTES);
        WideInteger.put(values + 16L * row, high, low);
        mark(row);
    }

    /// Sets a row of a float32 column; a NaN becomes the one NaN that there is.
    public void setFloat(int row, float value) {
        require(Type.Layout.FIXED, Float.BYTES);
        Memory.putInt(values + 4L * row, Float.floatToIntBits(value));
        mark(row);
    }

    /// Sets a row of a float64 column; a NaN becomes the one NaN that there is.
    public void setDouble(int row, double value) {
        require(Type.Layout.FIXED, Double.BYTES);
        Memory.putLong(values + 8L * row, Double.doubleToLongBits(value));
        mark(row);
    }

    /// Sets a row of text.
    public void setText(int row, String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        setBytes(row, utf8, 0, utf8.length);
    }

    /// Sets a row of binary, or of text from UTF-8 bytes, which must be valid.
    public void setBytes(int row, byte[] value, int from, int bytes) {
        Memory.copyIn(value, from, room(row, bytes), bytes);
    }

    /// Sets a row of binary, or of text from UTF-8 bytes, which must be valid, from off the heap.
    public void setBytes(int row, long address, int bytes) {
        Memory.copy(address, room(row, bytes), bytes);
    }

    /// Room for the bytes of a row.
    private long room(int row, int bytes) {
        require(Type.Layout.BYTES, 0);
        long start = textBytes;
        if (start + bytes > text.bytes()) {
            grow(start + bytes);
        }
        textBytes += bytes;
        Memory.putInt(values + 4L * row, (int) start);
        Memory.putInt(ends() + 4L * row, (int) textBytes);
        mark(row);
        return text.address() + start;
    }

    private void grow(long needed) {
        if (needed > Integer.MAX_VALUE) {
            throw new MemoryLimitException(
                    "%s of one chunk are %,d bytes, more than a column holds: let chunks have fewer rows".formatted(
                            what, needed));
        }
        Buffer larger = Buffer.allocate(budget, what, Math.max(needed, Math.min(2 * text.bytes(), Integer.MAX_VALUE)));
        Memory.copy(text.address(), larger.address(), textBytes);
        text.close();
        text = larger;
    }

    private void require(Type.Layout layout, int byteWidth) {
        if (type().layout() != layout || type().byteWidth() != byteWidth) {
            throw new IllegalArgumentException("a value that is written is none of " + type());
        }
    }

    @Override
    public void close() {
        text.close();
        fixed.close();
    }
}
