// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// Which rows of a chunk are meant: ascending int32 row numbers off the heap.
///
/// Room for `capacity` numbers, and for a vector's worth of writing behind the last. The owner of a selection writes it; a
/// chunk that carries it borrows it.
public final class Selection implements AutoCloseable {
    private final Buffer buffer;
    private final int capacity;
    private int rows;

    public Selection(MemoryBudget budget, int capacity) {
        this.capacity = capacity;
        this.buffer = Buffer.allocate(budget, "a selection of " + capacity + " rows", 4L * capacity);
    }

    /// The address of the first row number.
    public long address() {
        return buffer.address();
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

    public int rowAt(int index) {
        return Memory.intAt(buffer.address() + 4L * index);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
