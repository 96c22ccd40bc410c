// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// The bytes of texts in arrays of exactly their length, as libraries want them: one array for all short texts of a length.
final class ExactBytes {
    private static final int LONGEST_KEPT = 512;

    private final byte[][] kept = new byte[LONGEST_KEPT + 1][];

    /// Good until the next call.
    byte[] of(Column column, int row) {
        int length = column.textBytes(row);
        byte[] bytes = length > LONGEST_KEPT ? new byte[length] : kept(length);
        Memory.copyOut(column.textAddress(row), bytes, 0, length);
        return bytes;
    }

    private byte[] kept(int length) {
        if (kept[length] == null) {
            kept[length] = new byte[length];
        }
        return kept[length];
    }
}
