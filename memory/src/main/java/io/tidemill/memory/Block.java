// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// The column buffers of a fixed number of rows, in Arrow's layout.
///
/// One writer ([BlockWriter]) fills it from row 0 on; readers view the rows that were handed to them. Validity is all ones
/// until a null is written, so that rows without nulls cost nothing; `hasNulls` tells readers whether to look. Behind the last row
/// there is room for the fixed-width values of one more, so that a writer need not ask for room before it has a row to keep.
///
/// A *lent* block describes memory of the caller's instead: nothing of it is owned, or written.
public final class Block implements AutoCloseable {
    private final Schema schema;
    private final int capacity;
    private final long[] data;
    private final long[] offsets;
    private final long[] validity;
    private final int[] textCapacity;
    private final boolean[] hasNulls;
    private final @Nullable Object[][] objects;
    private @Nullable Buffer buffer; // null in a shell
    private boolean ownsBuffer;
    private MemorySegment[] lentMemory = {}; // keeps what was lent reachable while views of it may be out

    /// Makes an empty block with memory of its own.
    ///
    /// @param textBytes room for the text of each utf8 or binary column, and for the lists of each list column
    public Block(MemoryBudget budget, String what, Schema schema, int capacity, int textBytes) {
        this(Buffer.allocate(budget, what, bytes(schema, capacity, textBytes)), 0, schema, capacity, textBytes, true);
    }

    private Block(Buffer buffer, long from, Schema schema, int capacity, int textBytes, boolean ownsBuffer) {
        this(schema, capacity);
        this.buffer = buffer;
        this.ownsBuffer = ownsBuffer;
        layOut(buffer.address() + from, textBytes);
        for (int column = 0; column < schema.size(); column++) {
            if (schema.field(column).type().kind() == Type.Kind.OBJECT) {
                objects[column] = new Object[writableRows()];
            }
            if (validity[column] != 0) {
                Memory.fill(validity[column], bitBytes(writableRows()), (byte) 0xff);
            }
        }
    }

    /// Makes an empty block of a part of a buffer, which stays its owner's: [#bytes] of it, from a multiple of 64 on.
    public static Block within(Buffer buffer, long from, Schema schema, int capacity, int textBytes) {
        return new Block(buffer, from, schema, capacity, textBytes, false);
    }

    /// How many bytes a block takes.
    public static long bytes(Schema schema, int capacity, int textBytes) {
        return new Block(schema, capacity).layOut(0, textBytes);
    }

    private Block(Schema schema, int capacity) {
        int columns = schema.size();
        this.schema = schema;
        this.capacity = capacity;
        this.data = new long[columns];
        this.offsets = new long[columns];
        this.validity = new long[columns];
        this.textCapacity = new int[columns];
        this.hasNulls = new boolean[columns];
        this.objects = new Object[columns][];
        Arrays.fill(objects, new Object[0]);
    }

    /// An empty shell for memory of the caller's; see [#lend].
    public static Block shell(Schema schema) {
        Block shell = new Block(schema, 0);
        shell.lentMemory = new MemorySegment[LentColumns.SEGMENTS_PER_COLUMN * schema.size()];
        return shell;
    }

    private long layOut(long base, int textBytes) {
        long end = base;
        for (int column = 0; column < schema.size(); column++) {
            Type type = schema.field(column).type();
            switch (type.layout()) {
                case BITS -> {
                    data[column] = end;
                    end = aligned(end + bitBytes(writableRows()));
                }
                case BYTES -> {
                    offsets[column] = end;
                    end = aligned(end + 4L * (writableRows() + 1));
                    data[column] = end;
                    textCapacity[column] = textBytes;
                    end = aligned(end + textBytes + Buffer.ALIGNMENT);
                }
                case HEAP -> {}
                case FIXED -> {
                    data[column] = end;
                    end = aligned(end + (long) type.byteWidth() * writableRows());
                }
            }
            if (schema.field(column).nullable() && type.kind() != Type.Kind.OBJECT) {
                validity[column] = end;
                end = aligned(end + bitBytes(writableRows()));
            }
        }
        return end - base;
    }

    private int writableRows() {
        return capacity + 1;
    }

    private static long aligned(long address) {
        return (address + Buffer.ALIGNMENT - 1) & -Buffer.ALIGNMENT;
    }

    private static long bitBytes(int rows) {
        return (rows + 7L) >>> 3;
    }

    /// Describes memory of the caller's, which must hold the rows that are viewed and stay as it is while views are out.
    public void lend(LentColumns lent) {
        for (int column = 0; column < schema.size(); column++) {
            data[column] = lent.data(column);
            offsets[column] = lent.offsets(column);
            validity[column] = lent.validity(column);
            hasNulls[column] = validity[column] != 0;
        }
        lent.copyMemory(lentMemory);
    }

    /// Sets a column to view this block from a row on.
    public void view(int column, int from, Column target) {
        switch (schema.field(column).type().layout()) {
            case BITS -> target.setBits(data[column], from);
            case BYTES -> {
                long starts = offsets[column] + 4L * from;
                target.setText(data[column], starts, starts + 4);
            }
            case HEAP -> target.setObjects(objects[column], from);
            case FIXED ->
                target.setFixed(data[column] + (long) schema.field(column).type().byteWidth() * from);
        }
        target.setValidity(hasNulls[column] ? validity[column] : 0, from);
    }

    /// Makes the block ready for its next writer: no nulls, no references to heap values or to what was lent.
    public void clear() {
        for (int column = 0; column < data.length; column++) {
            if (hasNulls[column] && buffer != null) {
                Memory.fill(validity[column], bitBytes(writableRows()), (byte) 0xff);
                hasNulls[column] = false;
            }
        }
        clearObjects();
        Arrays.fill(lentMemory, MemorySegment.NULL);
    }

    public Schema schema() {
        return schema;
    }

    public int capacity() {
        return capacity;
    }

    /// Where the values of a column begin, for those who fill an empty block otherwise than by a [BlockWriter].
    public long data(int column) {
        return data[column];
    }

    /// Where the offsets of a utf8, binary or list column begin: one more than there are rows.
    public long offsets(int column) {
        return offsets[column];
    }

    /// The most bytes that a utf8, binary or list column takes.
    public int textCapacity(int column) {
        return textCapacity[column];
    }

    /// Says that a column has nulls, and answers where its validity bits begin: all ones, in an empty block. The values of its
    /// null rows must be made 0.
    public long nulls(int column) {
        if (validity[column] == 0) {
            throw new IllegalArgumentException("column `" + schema.field(column).name() + "` takes no nulls");
        }
        hasNulls[column] = true;
        return validity[column];
    }

    @Nullable
    Object[] objects(int column) {
        return objects[column];
    }

    /// Marks a row as null and makes its value 0, so that equal rows have equal bytes.
    void putNull(int column, int row) {
        long address = nulls(column) + (row >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) & ~(1 << (row & 7))));
    }

    @Override
    public void close() {
        Buffer memory = buffer;
        if (memory != null && ownsBuffer) {
            memory.close();
        }
        clearObjects();
    }

    private void clearObjects() {
        for (@Nullable
        Object[] values : objects) {
            Arrays.fill(values, null);
        }
    }
}
