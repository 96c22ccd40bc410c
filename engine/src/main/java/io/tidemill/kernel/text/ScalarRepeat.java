// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: each text some times, one behind the other.
final class ScalarRepeat implements Loop.MapText {
    private final int times;

    ScalarRepeat(Operand times) {
        this.times = (int) times.bits();
    }

    @Override
    public long room(long textBytes, int rows) {
        return textBytes * times;
    }

    @Override
    public void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int bytes = Memory.intAt(ends + 4 * row) - start;
            Memory.putInt(targetStarts + 4 * row, target);
            for (int i = 0; bytes > 0 && i < times; i++) {
                TextBytes.copy(data + start, targetData + target, bytes);
                target += bytes;
            }
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }
}
