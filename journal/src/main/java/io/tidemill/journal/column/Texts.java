// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// The texts of the rows that are not null: where each one is and how long.
final class Texts {
    private final int[] starts;
    private final int[] ends;
    private final long[] addresses;
    private final long[] lengths;
    private int count;
    private long bytes;
    private boolean areTogether;

    Texts(int mostRows) {
        starts = new int[mostRows];
        ends = new int[mostRows];
        addresses = new long[mostRows];
        lengths = new long[mostRows];
    }

    /// @param validity from bit 0 on; 0 if no row is null
    void view(Column column, long validity, int rows, int present) {
        long text = column.data();
        Memory.copyOut(column.starts(), starts, rows);
        Memory.copyOut(column.ends(), ends, rows);
        for (int row = 0; row < rows; row++) {
            addresses[row] = text + starts[row];
        }
        for (int row = 0; row < rows; row++) {
            lengths[row] = (long) ends[row] - starts[row];
        }
        if (validity != 0) {
            NullRows.leaveOut(addresses, validity, rows);
            NullRows.leaveOut(lengths, validity, rows);
        }
        long sum = 0;
        for (int i = 0; i < present; i++) {
            sum += lengths[i];
        }
        count = present;
        bytes = sum;
        boolean isArrow = column.ends() == column.starts() + 4;
        areTogether = sum == 0 || (isArrow && sum == (long) ends[rows - 1] - starts[0]); // nothing lies under nulls
    }

    int count() {
        return count;
    }

    /// Of all texts.
    long bytes() {
        return bytes;
    }

    long[] addresses() {
        return addresses;
    }

    long[] lengths() {
        return lengths;
    }

    /// Where all texts lie together; the scratch is used if they do not.
    long together(long scratch) {
        if (bytes == 0) {
            return scratch;
        }
        if (areTogether) {
            return addresses[0];
        }
        copy(scratch);
        return scratch;
    }

    /// Writes all texts; answers where they end.
    long copy(long target) {
        if (bytes == 0) {
            return target;
        }
        if (areTogether) {
            Memory.copy(addresses[0], target, bytes);
            return target + bytes;
        }
        long to = target;
        for (int i = 0; i < count; i++) {
            Memory.copy(addresses[i], to, lengths[i]);
            to += lengths[i];
        }
        return to;
    }
}
