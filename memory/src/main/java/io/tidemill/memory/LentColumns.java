// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Columns in memory of the caller's, to be read where they lie.
///
/// Set every column of the schema once; then lend any number of rows that the segments hold. The memory must stay as it is, and
/// alive, until it is given back. The layout is Arrow's (see the package page); text has `rows + 1` int32 offsets. No alignment
/// and no slack is needed.
public final class LentColumns {
    static final int SEGMENTS_PER_COLUMN = 3;
    private static final MemorySegment NONE = MemorySegment.NULL;

    private final Schema schema;
    private final MemorySegment[] data;
    private final MemorySegment[] offsets;
    private final MemorySegment[] validity;

    private LentColumns(Schema schema) {
        this.schema = schema;
        this.data = new MemorySegment[schema.size()];
        this.offsets = new MemorySegment[schema.size()];
        this.validity = new MemorySegment[schema.size()];
        Arrays.fill(data, NONE);
        Arrays.fill(offsets, NONE);
        Arrays.fill(validity, NONE);
    }

    public static LentColumns of(Schema schema) {
        return new LentColumns(schema);
    }

    public Schema schema() {
        return schema;
    }

    /// Sets the values of a fixed-width or boolean column.
    public LentColumns set(String name, MemorySegment values) {
        int column = column(name);
        if (schema.field(column).type().layout() == Type.Layout.BYTES) {
            throw new IllegalArgumentException(
                    "column `" + name + "` is " + schema.field(column).type() + ": lend its bytes and its offsets");
        }
        data[column] = requireNative(name, values);
        return this;
    }

    /// Sets the bytes and the int32 offsets of a utf8, binary or list column; a list is a [PackedList].
    public LentColumns setText(String name, MemorySegment bytes, MemorySegment textOffsets) {
        int column = column(name);
        if (schema.field(column).type().layout() != Type.Layout.BYTES) {
            throw new IllegalArgumentException(
                    "column `" + name + "` is " + schema.field(column).type() + ", not utf8, binary or a list");
        }
        data[column] = requireNative(name, bytes);
        offsets[column] = requireNative(name, textOffsets);
        return this;
    }

    /// Sets the validity bits of a nullable column: 1 = not null.
    public LentColumns setValidity(String name, MemorySegment bits) {
        int column = column(name);
        if (!schema.field(column).nullable()) {
            throw new IllegalArgumentException("column `" + name + "` takes no nulls");
        }
        validity[column] = requireNative(name, bits);
        return this;
    }

    /// Throws unless every column is set and holds that many rows, and text offsets ascend within their bytes.
    public void check(long rows) {
        for (int column = 0; column < data.length; column++) {
            Field field = schema.field(column);
            if (data[column].address() == 0) {
                throw new IllegalArgumentException("no memory was lent for column `" + field.name() + "`");
            }
            switch (field.type().layout()) {
                case BITS -> require(field, "values", data[column], (rows + 7) >>> 3);
                case BYTES -> checkText(field, column, rows);
                case FIXED -> require(field, "values", data[column], rows * field.type().byteWidth());
                case HEAP ->
                    throw new IllegalArgumentException("a column of " + field.type() + " cannot be lent");
            }
            if (validity[column].address() != 0) {
                require(field, "validity", validity[column], (rows + 7) >>> 3);
            }
        }
    }

    private void checkText(Field field, int column, long rows) {
        require(field, "offsets", offsets[column], 4 * (rows + 1));
        long address = offsets[column].address();
        int previous = Memory.intAt(address);
        int worst = previous;
        for (long row = 1; row <= rows; row++) {
            int offset = Memory.intAt(address + 4 * row);
            worst |= offset - previous | offset;
            previous = offset;
        }
        if (worst < 0 || previous > data[column].byteSize()) {
            throw new IllegalArgumentException(
                    "the offsets of column `%s` do not ascend within its %,d bytes".formatted(field.name(),
                            data[column].byteSize()));
        }
    }

    private static void require(Field field, String what, MemorySegment segment, long bytes) {
        if (segment.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    "the %s of column `%s` take %,d bytes, but %,d were lent".formatted(what, field.name(), bytes,
                            segment.byteSize()));
        }
    }

    private static MemorySegment requireNative(String name, MemorySegment segment) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException("column `" + name + "` lies on the heap: lend native memory");
        }
        return segment;
    }

    private int column(String name) {
        int column = schema.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("no column `" + name + "` in " + schema.names());
        }
        return column;
    }

    long data(int column) {
        return data[column].address();
    }

    long offsets(int column) {
        return offsets[column].address();
    }

    long validity(int column) {
        return validity[column].address();
    }

    void copyMemory(MemorySegment[] target) {
        System.arraycopy(data, 0, target, 0, data.length);
        System.arraycopy(offsets, 0, target, data.length, data.length);
        System.arraycopy(validity, 0, target, 2 * data.length, data.length);
    }
}
