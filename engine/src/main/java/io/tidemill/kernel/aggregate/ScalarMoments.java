// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: float64s into the moments of their groups, one by one.
final class ScalarMoments implements Loop.Grouped {

    @Override
    public void apply(long groups, long source, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            fold(accumulators + Moments.BYTES * (long) Memory.intAt(groups + 4 * row),
                    Memory.doubleAt(source + 8 * row));
        }
    }

    @Override
    public void applySelected(long groups, long source, long rowNumbers, long accumulators, int count) {
        for (long i = 0; i < count; i++) {
            fold(accumulators + Moments.BYTES * (long) Memory.intAt(groups + 4 * i),
                    Memory.doubleAt(source + 8L * Memory.intAt(rowNumbers + 4 * i)));
        }
    }

    private static void fold(long moments, double value) {
        double count = Memory.doubleAt(moments) + 1;
        double distance = value - Memory.doubleAt(moments + 8);
        double mean = Memory.doubleAt(moments + 8) + distance / count;
        Memory.putDouble(moments, count);
        Memory.putDouble(moments + 8, mean);
        Memory.putDouble(moments + 16, Memory.doubleAt(moments + 16) + distance * (value - mean));
    }
}
