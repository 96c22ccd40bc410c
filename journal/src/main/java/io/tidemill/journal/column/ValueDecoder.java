// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Block;
import io.tidemill.memory.Memory;

/// Reads values of a fixed width.
final class ValueDecoder implements RowDecoder {
    private final int width;
    private final long scratch; // values that were compressed
    private final Values values;
    private final long[] numbers;
    private final long[] others; // deltas, or the values of runs
    private final long[] lengths; // of runs

    /// @param memory for it alone, [#memoryBytes] of it
    ValueDecoder(int width, int mostRows, long memory) {
        this.width = width;
        this.scratch = memory;
        this.values = new Values(width, mostRows);
        this.numbers = new long[mostRows];
        this.others = new long[mostRows];
        this.lengths = new long[mostRows];
    }

    static long memoryBytes(int width, int mostRows) {
        return (long) width * mostRows;
    }

    @Override
    public void decode(ByteCursor cursor, int encoding, long validity, int rows, int present, Block target,
            int column) {
        long address = target.data(column);
        long bytes = (long) width * present;
        if (encoding == ColumnFormat.PLAIN && validity == 0) {
            Memory.copy(cursor.take(bytes), address, bytes);
            return;
        }
        read(cursor, encoding, present, bytes);
        if (validity != 0) {
            NullRows.putIn(numbers, present, validity, rows);
        }
        values.store(numbers, rows, address);
    }

    private void read(ByteCursor cursor, int encoding, int count, long bytes) {
        switch (encoding) {
            case ColumnFormat.PLAIN -> values.load(cursor.take(bytes), count, numbers);
            case ColumnFormat.OFFSETS -> Packing.read(cursor, count, numbers);
            case ColumnFormat.DELTAS -> {
                cursor.require(count > 0);
                long first = cursor.takeLong();
                Packing.read(cursor, count - 1, others);
                Numbers.add(first, others, count, numbers);
            }
            case ColumnFormat.RUNS -> {
                int runs = cursor.takeInt();
                cursor.require(runs > 0 && runs <= count);
                Packing.read(cursor, runs, others);
                Packing.read(cursor, runs, lengths);
                cursor.require(Numbers.joinRuns(others, lengths, runs, count, numbers));
            }
            case ColumnFormat.DECIMALS -> {
                int decimals = cursor.takeByte();
                cursor.require(width == Double.BYTES && decimals >= 0 && decimals <= Decimals.MOST_DECIMALS);
                Packing.read(cursor, count, numbers);
                Decimals.toBits(numbers, count, decimals);
            }
            case ColumnFormat.COMPRESSED -> {
                decompress(cursor, bytes);
                values.load(scratch, count, numbers);
            }
            case ColumnFormat.SPLIT -> {
                decompress(cursor, bytes);
                ByteSplit.join(scratch, width, count, numbers);
            }
            default -> cursor.require(false);
        }
    }

    private void decompress(ByteCursor cursor, long bytes) {
        long compressed = cursor.left();
        cursor.require(Lz4.decompress(cursor.take(compressed), compressed, scratch, bytes));
    }
}
