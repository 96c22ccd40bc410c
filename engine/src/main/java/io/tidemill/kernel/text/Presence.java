// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.memory.Memory;

/// The bits of loops that have a result for every row.
final class Presence {
    private Presence() {}

    /// Sets the bits of all rows; answers how many have no result: none.
    static int all(long targetBits, int rows) {
        int whole = rows & -64;
        Memory.fill(targetBits, whole >>> 3, (byte) -1);
        if (whole < rows) {
            Memory.putLong(targetBits + (whole >>> 3), Bits.below(rows - whole));
        }
        return 0;
    }
}
