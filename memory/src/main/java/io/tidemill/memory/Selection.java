// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// Which rows of a chunk are meant, said twice: one bit a row, and ascending int32 row numbers.
///
/// Filters combine bits; loops over the rows that are meant go by their numbers. Room for the bits of `capacity` rows and for
/// `capacity` numbers, and for a vector's worth of writing behind each. The owner of a selection writes it and keeps the two
/// equal; a chunk that carries it borrows it.
public final class Selection implements AutoCloseable {
    private final Buffer buffer;
    private final long bits;
    private final int capacity;
    private int rows;

    public Selection(MemoryBudget budget, int capacity) {
        this.capacity = capacity;
        long numberBytes = aligned(4L * capacity + Buffer.ALIGNMENT);
        this.buffer = Buffer.allocate(budget, "a selection of " + capacity + " rows",
                numberBytes + ((capacity + 7L) >>> 3));
        this.bits = buffer.address() + numberBytes;
    }

    private static long aligned(long bytes) {
        return (bytes + Buffer.ALIGNMENT - 1) & -Buffer.ALIGNMENT;
    }

    /// The address of the first row number.
    public long address() {
        return buffer.address();
    }

    /// The address of the byte with the bits of rows 0 to 7: 1 = selected, and 0 behind the chunk's last row.
    public long bits() {
        return bits;
    }

    public int capacity() {
        return capacity;
    }

    /// How many rows are selected.
    public int rows() {
        return rows;
    }

    public void rows(int selectedRows) {
        rows = selectedRows;
    }

    /// Selects no row of a chunk of so many.
    public void clear(int chunkRows) {
        Memory.fill(bits, (chunkRows + 7L) >>> 3, (byte) 0);
        rows = 0;
    }

    /// Selects a row that stands behind those that are selected.
    public void add(int row) {
        Memory.putInt(buffer.address() + 4L * rows++, row);
        long address = bits + (row >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) | 1 << (row & 7)));
    }

    public int rowAt(int index) {
        return Memory.intAt(buffer.address() + 4L * index);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
