// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Block;
import io.tidemill.memory.Memory;

/// Reads texts.
final class TextDecoder implements RowDecoder {
    private final int mostTextBytes;
    private final Values ints;
    private final long[] lengths;
    private final long[] codes;
    private final long[] entryTexts;
    private final long[] entryLengths;
    private final int[] ends;
    private final Numbers range = new Numbers();

    TextDecoder(int mostRows, int mostTextBytes) {
        this.mostTextBytes = mostTextBytes;
        this.ints = new Values(Integer.BYTES, mostRows);
        this.lengths = new long[mostRows];
        this.codes = new long[mostRows];
        this.entryTexts = new long[mostRows];
        this.entryLengths = new long[mostRows];
        this.ends = new int[mostRows];
    }

    @Override
    public void decode(ByteCursor cursor, int encoding, long validity, int rows, int present, Block target,
            int column) {
        int most = Math.min(mostTextBytes, target.textCapacity(column));
        long text = target.data(column);
        if (encoding == ColumnFormat.DICTIONARY) {
            fromDictionary(cursor, present, most, text);
        } else {
            if (encoding == ColumnFormat.PLAIN) {
                ints.load(cursor.take(4L * present), present, lengths);
            } else {
                cursor.require(encoding == ColumnFormat.PACKED_LENGTHS || encoding == ColumnFormat.COMPRESSED);
                Packing.read(cursor, present, lengths);
            }
            long bytes = total(cursor, lengths, present, most);
            if (encoding == ColumnFormat.COMPRESSED) {
                long left = cursor.left();
                cursor.require(Lz4.decompress(cursor.take(left), left, text, bytes));
            } else {
                Memory.copy(cursor.take(bytes), text, bytes);
            }
        }
        if (validity != 0) {
            NullRows.putIn(lengths, present, validity, rows);
        }
        putOffsets(rows, target.offsets(column));
    }

    /// How long all texts are together; none is negative, all fit.
    private static long total(ByteCursor cursor, long[] lengths, int count, long most) {
        long all = 0;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            all |= lengths[i];
            sum += lengths[i];
        }
        cursor.require(all >>> 31 == 0 && sum <= most);
        return sum;
    }

    private void fromDictionary(ByteCursor cursor, int count, int most, long target) {
        int size = cursor.takeInt();
        cursor.require(size > 0 && size <= count);
        Packing.read(cursor, size, entryLengths);
        long text = cursor.take(total(cursor, entryLengths, size, most));
        for (int entry = 0; entry < size; entry++) {
            entryTexts[entry] = text;
            text += entryLengths[entry];
        }
        Packing.read(cursor, count, codes);
        range.look(codes, count);
        cursor.require(range.min() >= 0 && range.max() < size);
        for (int i = 0; i < count; i++) {
            lengths[i] = entryLengths[(int) codes[i]];
        }
        total(cursor, lengths, count, most);
        long to = target;
        for (int i = 0; i < count; i++) {
            int length = (int) lengths[i];
            Memory.copyShort(entryTexts[(int) codes[i]], to, length); // a block has room for what is copied too much
            to += length;
        }
    }

    private void putOffsets(int rows, long offsets) {
        int end = 0;
        for (int row = 0; row < rows; row++) {
            end += (int) lengths[row];
            ends[row] = end;
        }
        Memory.putInt(offsets, 0);
        Memory.copyIn(ends, offsets + 4, rows);
    }
}
