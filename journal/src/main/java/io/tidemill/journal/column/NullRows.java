// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

/// Leaves the numbers of null rows out, and puts zeros in for them again. No branch depends on a bit.
final class NullRows {

    private NullRows() {}

    /// Moves the numbers of the rows that are not null together.
    ///
    /// @param validity a bit for each row, from bit 0 on
    static void leaveOut(long[] numbers, long validity, int rows) {
        int to = 0;
        for (int row = 0; row < rows; row++) {
            numbers[to] = numbers[row];
            to += Bits.at(validity, row);
        }
    }

    /// Undoes [#leaveOut], from the last row on: so many numbers are not null.
    static void putIn(long[] numbers, int present, long validity, int rows) {
        int from = present;
        for (int row = rows - 1; row >= 0; row--) {
            int bit = Bits.at(validity, row);
            from -= bit;
            numbers[row] = numbers[from] & -(long) bit;
        }
    }
}
