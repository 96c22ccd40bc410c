// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.Arrays;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// The first or last text by unsigned bytes.
public final class TextTotal implements Total<TextTotal> {
    private final boolean least;
    private byte[] bytes = {};
    private byte[] candidate = {};
    private int length = -1; // no value yet

    /// @param least the minimum, else the maximum
    public TextTotal(boolean least) {
        this.least = least;
    }

    @Override
    public void add(Column column, long bits, int rows, int values) {
        for (int row = 0; values > 0 && row < rows; row++) {
            if (bits == 0 || (Memory.byteAt(bits + (row >>> 3)) >>> (row & 7) & 1) != 0) {
                int size = column.textBytes(row);
                if (size > candidate.length) {
                    candidate = new byte[2 * size];
                }
                Memory.copyOut(column.textAddress(row), candidate, 0, size);
                offer(candidate, size);
            }
        }
    }

    private void offer(byte[] text, int size) {
        int order = length < 0 ? 0 : Arrays.compareUnsigned(text, 0, size, bytes, 0, length);
        if (length < 0 || (least ? order < 0 : order > 0)) {
            if (size > bytes.length) {
                bytes = new byte[2 * size];
            }
            System.arraycopy(text, 0, bytes, 0, size);
            length = size;
        }
    }

    @Override
    public void merge(TextTotal later) {
        if (later.length >= 0) {
            offer(later.bytes, later.length);
        }
    }

    @Override
    public void clear() {
        length = -1;
    }

    @Override
    public boolean write(BlockWriter row, int column) {
        if (length < 0) {
            row.setNull(column);
            return true;
        }
        return row.setText(column, bytes, 0, length);
    }
}
