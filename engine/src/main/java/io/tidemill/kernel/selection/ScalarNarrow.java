// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bits;

import io.tidemill.memory.Memory;

/// Template: keeps the row numbers whose bit is 1. Writes every number and counts the kept ones, so that nothing branches.
final class ScalarNarrow implements Loop.Narrow {

    @Override
    public int apply(long rowNumbers, int count, long source, int bit, long targetRows) {
        long target = targetRows;
        for (long i = 0; i < count; i++) {
            int row = Memory.intAt(rowNumbers + 4 * i);
            Memory.putInt(target, row);
            target += Bits.at(source, (long) bit + row) ? 4 : 0;
        }
        return (int) ((target - targetRows) >>> 2);
    }
}
