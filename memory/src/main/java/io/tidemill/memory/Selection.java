// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// Which rows of a chunk are meant, said twice: one bit a row, and ascending int32 row numbers.
///
/// Filters combine bits; loops over the rows that are meant go by their numbers. Many readers want the bits only: so whoever
/// writes bits by [#set] leaves the numbers to the first that asks for them. Room for the bits of `capacity` rows and for
/// `capacity` numbers, and for a vector's worth of writing behind each. The owner of a selection writes it; a chunk that carries
/// it borrows it. One thread.
public final class Selection implements AutoCloseable {

    /// Numbers rows by their bits.
    @FunctionalInterface
    public interface Numbering {
        /// Writes the ascending int32 numbers of those of `chunkRows` rows whose bit is 1.
        void number(long bits, int chunkRows, long targetNumbers);
    }

    private final Buffer buffer;
    private final long bits;
    private final int capacity;
    private final Numbering numbering;
    private int rows;
    private int unnumberedRows; // of the chunk, if only the bits are written so far

    /// Makes a selection whose owner writes both bits and numbers.
    public Selection(MemoryBudget budget, int capacity) {
        this(budget, capacity, (bits, chunkRows, numbers) -> {
            throw new IllegalStateException("bits were set without a way to number them");
        });
    }

    public Selection(MemoryBudget budget, int capacity, Numbering numbering) {
        this.capacity = capacity;
        this.numbering = numbering;
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
        if (unnumberedRows != 0) {
            numbering.number(bits, unnumberedRows, buffer.address());
            unnumberedRows = 0;
        }
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

    /// Says how many rows the bits and numbers name that were written.
    public void rows(int selectedRows) {
        rows = selectedRows;
        unnumberedRows = 0;
    }

    /// Says that the bits of a chunk were written, and how many of them are 1.
    public void set(int selectedRows, int chunkRows) {
        rows = selectedRows;
        unnumberedRows = selectedRows == 0 ? 0 : chunkRows;
    }

    /// Selects no row of a chunk of so many.
    public void clear(int chunkRows) {
        Memory.fill(bits, (chunkRows + 7L) >>> 3, (byte) 0);
        rows(0);
    }

    /// Selects a row that stands behind those that are selected.
    public void add(int row) {
        Memory.putInt(buffer.address() + 4L * rows++, row);
        long address = bits + (row >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) | 1 << (row & 7)));
    }

    public int rowAt(int index) {
        return Memory.intAt(address() + 4L * index);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
