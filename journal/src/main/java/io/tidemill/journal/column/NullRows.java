// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Memory;

/// Leaves null rows out of a column's values, and puts zeros in for them again. No branch depends on a bit.
final class NullRows {

    private NullRows() {}

    /// Moves the values of the rows that are not null together. The target takes as many values as there are rows.
    static void leaveOut(long values, int width, long validity, int rows, long target) {
        int to = 0;
        switch (width) {
            case 8 -> {
                for (int row = 0; row < rows; row++) {
                    Memory.putLong(target + 8L * to, Memory.longAt(values + 8L * row));
                    to += Bits.at(validity, row);
                }
            }
            case 4 -> {
                for (int row = 0; row < rows; row++) {
                    Memory.putInt(target + 4L * to, Memory.intAt(values + 4L * row));
                    to += Bits.at(validity, row);
                }
            }
            case 2 -> {
                for (int row = 0; row < rows; row++) {
                    Memory.putShort(target + 2L * to, Memory.shortAt(values + 2L * row));
                    to += Bits.at(validity, row);
                }
            }
            default -> {
                for (int row = 0; row < rows; row++) {
                    Memory.putByte(target + to, Memory.byteAt(values + row));
                    to += Bits.at(validity, row);
                }
            }
        }
    }

    /// Moves values that lie together at the front of a column's to their rows, from the last on. The memory takes a value more
    /// than there are rows.
    static void putIn(long values, int width, int present, long validity, int rows) {
        int from = present;
        switch (width) {
            case 8 -> {
                for (int row = rows - 1; row >= 0; row--) {
                    int bit = Bits.at(validity, row);
                    from -= bit;
                    Memory.putLong(values + 8L * row, Memory.longAt(values + 8L * from) & -(long) bit);
                }
            }
            case 4 -> {
                for (int row = rows - 1; row >= 0; row--) {
                    int bit = Bits.at(validity, row);
                    from -= bit;
                    Memory.putInt(values + 4L * row, Memory.intAt(values + 4L * from) & -bit);
                }
            }
            case 2 -> {
                for (int row = rows - 1; row >= 0; row--) {
                    int bit = Bits.at(validity, row);
                    from -= bit;
                    Memory.putShort(values + 2L * row, (short) (Memory.shortAt(values + 2L * from) & -bit));
                }
            }
            default -> {
                for (int row = rows - 1; row >= 0; row--) {
                    int bit = Bits.at(validity, row);
                    from -= bit;
                    Memory.putByte(values + row, (byte) (Memory.byteAt(values + from) & -bit));
                }
            }
        }
    }
}
