// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import org.jspecify.annotations.Nullable;

/// Copies rows of a chunk behind the rows of a block, column by column.
public final class RowCopier {
    private RowCopier() {}

    /// Copies as many selected rows as fit, from the `from`-th on; answers how many. 0 means that the next row does not fit into
    /// what is left of the block.
    public static int copy(Chunk source, int from, BlockWriter target) {
        int rows = Math.min(source.selectedRows() - from, target.capacity() - target.rows());
        Schema schema = source.schema();
        for (int column = 0; column < schema.size(); column++) {
            if (schema.field(column).type().layout() == Type.Layout.BYTES) {
                rows = fittingText(source, column, from, rows, target);
            }
        }
        if (rows > 0) {
            for (int column = 0; column < schema.size(); column++) {
                copyColumn(source.column(column), source.selection(), from, rows, target, column);
            }
            target.advance(rows);
        }
        return rows;
    }

    /// Copies as many texts as fit into a block of one utf8 or binary column; answers how many. Up to [Buffer#ALIGNMENT] bytes behind the last
    /// text may be read.
    public static int copyText(long data, long starts, long ends, int texts, BlockWriter target) {
        int most = Math.min(texts, target.capacity() - target.rows());
        long offsets = target.offsets(0) + 4L * target.rows();
        int end = Memory.intAt(offsets);
        int room = target.textCapacity(0);
        long targetData = target.data(0);
        int row = 0;
        while (row < most) {
            int start = Memory.intAt(starts + 4L * row);
            int bytes = Memory.intAt(ends + 4L * row) - start;
            if (bytes > room - end) {
                break;
            }
            Memory.copyShort(data + start, targetData + end, bytes);
            end += bytes;
            row++;
            Memory.putInt(offsets + 4L * row, end);
        }
        target.advance(row);
        return row;
    }

    private static int fittingText(Chunk source, int column, int from, int rows, BlockWriter target) {
        Column text = source.column(column);
        Selection selection = source.selection();
        int room = target.textCapacity(column) - target.textEnd(column);
        for (int i = 0; i < rows; i++) {
            room -= text.textBytes(row(selection, from + i));
            if (room < 0) {
                return i;
            }
        }
        return rows;
    }

    private static int row(@Nullable Selection selection, int index) {
        return selection == null ? index : selection.rowAt(index);
    }

    private static void copyColumn(Column source, @Nullable Selection selection, int from, int rows, BlockWriter target,
            int column) {
        int width = source.type().byteWidth();
        if (width != 0 && source.validity() == 0) {
            long address = target.data(column) + (long) width * target.rows();
            if (selection == null) {
                Memory.copy(source.data() + (long) width * from, address, (long) width * rows);
            } else {
                gather(source.data(), width, selection.address() + 4L * from, rows, address);
            }
        } else if (source.type().layout() == Type.Layout.BYTES && source.validity() == 0) {
            copyTexts(source, selection, from, rows, target, column);
        } else {
            copyRowByRow(source, selection, from, rows, target, column);
        }
    }

    /// Copies texts that are known to fit, one behind the other.
    private static void copyTexts(Column source, @Nullable Selection selection, int from, int rows,
            BlockWriter target, int column) {
        long data = source.data();
        long starts = source.starts();
        long ends = source.ends();
        long targetData = target.data(column);
        long offsets = target.offsets(column) + 4L * target.rows() + 4;
        int end = target.textEnd(column);
        for (int i = 0; i < rows; i++) {
            long row = 4L * row(selection, from + i);
            int start = Memory.intAt(starts + row);
            int bytes = Memory.intAt(ends + row) - start;
            Memory.copyFew(data + start, targetData + end, bytes);
            end += bytes;
            Memory.putInt(offsets + 4L * i, end);
        }
    }

    private static void gather(long source, int width, long selected, int rows, long target) {
        switch (width) {
            case WideInteger.BYTES -> {
                for (int i = 0; i < rows; i++) {
                    long from = source + 16L * Memory.intAt(selected + 4L * i);
                    WideInteger.put(target + 16L * i, WideInteger.highAt(from), WideInteger.lowAt(from));
                }
            }
            case 8 -> {
                for (int i = 0; i < rows; i++) {
                    Memory.putLong(target + 8L * i, Memory.longAt(source + 8L * Memory.intAt(selected + 4L * i)));
                }
            }
            case 4 -> {
                for (int i = 0; i < rows; i++) {
                    Memory.putInt(target + 4L * i, Memory.intAt(source + 4L * Memory.intAt(selected + 4L * i)));
                }
            }
            case 2 -> {
                for (int i = 0; i < rows; i++) {
                    Memory.putShort(target + 2L * i, Memory.shortAt(source + 2L * Memory.intAt(selected + 4L * i)));
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    Memory.putByte(target + i, Memory.byteAt(source + Memory.intAt(selected + 4L * i)));
                }
            }
        }
    }

    private static void copyRowByRow(Column source, @Nullable Selection selection, int from, int rows,
            BlockWriter target, int column) {
        for (int i = 0; i < rows; i++) {
            target.copyAhead(column, i, source, row(selection, from + i));
        }
    }
}
