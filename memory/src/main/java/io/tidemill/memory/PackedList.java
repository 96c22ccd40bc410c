// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// Elements in one run of bytes, as the value of a row: whatever moves text moves lists.
///
/// | bytes | of `n` elements |
/// |---|---|
/// | 4 | `n`, an int32 |
/// | `(n + 7) / 8` | a bit for each element, from bit 0 of the first byte on: 1 = it is not null; bits behind the last are 0 |
/// | `n` times the width | values of a fixed width, 0 where there is none |
/// | `(n + 7) / 8` | booleans: a bit each |
/// | `4 (n + 1)`, and the texts | text and binary: where each starts, and where the last ends, as int32s counted from the first text's first byte |
///
/// That is what Arrow lays out for a column of `n` rows, so [#view] shows the elements as one. Nothing is aligned, and numbers are
/// little-endian: equal lists have equal bytes, but for what is equal among floats.
public final class PackedList {
    /// Bytes of the number of elements.
    public static final int HEAD_BYTES = 4;

    private PackedList() {}

    /// How many elements the list of a row has: none, if the row is null.
    public static int size(Column lists, int row) {
        return lists.textBytes(row) < HEAD_BYTES ? 0 : Memory.intAt(lists.textAddress(row));
    }

    /// Lets a column of the elements' type view the elements of the list of a row; answers how many there are: none, if the row is null.
    public static int view(Column lists, int row, Column elements) {
        int size = size(lists, row);
        if (size > 0) {
            view(lists.textAddress(row), size, elements);
        }
        return size;
    }

    private static void view(long list, int size, Column elements) {
        long validity = list + HEAD_BYTES;
        long values = validity + bitBytes(size);
        switch (elements.type().layout()) {
            case BITS -> elements.setBits(values, 0);
            case BYTES -> elements.setText(values + 4L * (size + 1), values, values + 4);
            case FIXED -> elements.setFixed(values);
            case HEAP -> throw new IllegalArgumentException("no list holds " + elements.type());
        }
        elements.setValidity(validity, 0);
    }

    /// How many bytes a list of some rows of a column takes.
    ///
    /// @param rowNumbers int32 numbers of the rows
    public static long bytes(Column elements, long rowNumbers, int count) {
        long values = switch (elements.type().layout()) {
            case BITS -> bitBytes(count);
            case BYTES -> 4L * (count + 1) + textBytes(elements, rowNumbers, count);
            case FIXED -> (long) elements.type().byteWidth() * count;
            case HEAP -> throw new IllegalArgumentException("no list holds " + elements.type());
        };
        return HEAD_BYTES + bitBytes(count) + values;
    }

    private static long textBytes(Column elements, long rowNumbers, int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int row = Memory.intAt(rowNumbers + 4L * i);
            bytes += elements.isNull(row) ? 0 : elements.textBytes(row);
        }
        return bytes;
    }

    /// Makes a list of some rows of a column; there must be room for its [#bytes].
    ///
    /// @param rowNumbers int32 numbers of the rows
    public static void pack(Column elements, long rowNumbers, int count, long target) {
        long validity = target + HEAD_BYTES;
        long values = validity + bitBytes(count);
        long texts = values + 4L * (count + 1);
        Memory.putInt(target, count);
        Memory.fill(validity, bitBytes(count), (byte) 0);
        beginValues(elements.type(), values, count);
        int end = 0;
        for (int i = 0; i < count; i++) {
            int row = Memory.intAt(rowNumbers + 4L * i);
            boolean isThere = !elements.isNull(row);
            if (isThere) {
                setBit(validity, i);
            }
            if (elements.type().layout() == Type.Layout.BYTES) {
                int bytes = isThere ? elements.textBytes(row) : 0;
                Memory.copy(elements.textAddress(row), texts + end, bytes);
                end += bytes;
                Memory.putInt(values + 4L * (i + 1), end);
            } else if (isThere) {
                packValue(elements, row, values, i);
            }
        }
    }

    private static void beginValues(Type element, long values, int count) {
        switch (element.layout()) {
            case BITS -> Memory.fill(values, bitBytes(count), (byte) 0);
            case BYTES -> Memory.putInt(values, 0);
            case FIXED -> Memory.fill(values, (long) element.byteWidth() * count, (byte) 0);
            case HEAP -> throw new IllegalArgumentException("no list holds " + element);
        }
    }

    private static void packValue(Column elements, int row, long values, int index) {
        int width = elements.type().byteWidth();
        if (width > 0) {
            Memory.copyFew(elements.data() + (long) width * row, values + (long) width * index, width);
        } else if (elements.booleanAt(row)) {
            setBit(values, index);
        }
    }

    private static void setBit(long bits, int bit) {
        long address = bits + (bit >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) | 1 << (bit & 7)));
    }

    /// Bytes of a bit for each element.
    public static int bitBytes(int size) {
        return (size + 7) >>> 3;
    }
}
