// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: moments into moments.
final class ScalarMomentsMerge implements Loop.Grouped {

    @Override
    public void apply(long groups, long source, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            merge(accumulators + Moments.BYTES * (long) Memory.intAt(groups + 4 * row), source + Moments.BYTES * row);
        }
    }

    @Override
    public void applySelected(long groups, long source, long rowNumbers, long accumulators, int count) {
        for (long i = 0; i < count; i++) {
            merge(accumulators + Moments.BYTES * (long) Memory.intAt(groups + 4 * i),
                    source + Moments.BYTES * (long) Memory.intAt(rowNumbers + 4 * i));
        }
    }

    private static void merge(long moments, long others) {
        double otherCount = Memory.doubleAt(others);
        if (otherCount == 0) {
            return;
        }
        double known = Memory.doubleAt(moments);
        double count = known + otherCount;
        double distance = Memory.doubleAt(others + 8) - Memory.doubleAt(moments + 8);
        double share = otherCount / count;
        Memory.putDouble(moments, count);
        // of nothing known the mean is the other's, to the bit
        Memory.putDouble(moments + 8,
                known == 0 ? Memory.doubleAt(others + 8) : Memory.doubleAt(moments + 8) + distance * share);
        Memory.putDouble(moments + 16, known == 0
                ? Memory.doubleAt(others + 16)
                : Memory.doubleAt(moments + 16) + Memory.doubleAt(others + 16) + distance * distance * known * share);
    }
}
