// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;

/// Template: text with text, by unsigned bytes.
final class ScalarTextComparison implements Loop.BinaryTextPredicate {
    private static final Comparison OPERATION = (Comparison) Stamp.of(MethodHandles.lookup()).specification();
    private static final boolean IS_EQUALITY = OPERATION == Comparison.EQ || OPERATION == Comparison.NE;

    @Override
    public int apply(long leftData, long leftStarts, long leftEnds, long rightData, long rightStarts, long rightEnds,
            long targetBits, int rows) {
        int ones = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int leftStart = Memory.intAt(leftStarts + 4L * row);
                int leftBytes = Memory.intAt(leftEnds + 4L * row) - leftStart;
                int rightStart = Memory.intAt(rightStarts + 4L * row);
                int rightBytes = Memory.intAt(rightEnds + 4L * row) - rightStart;
                int order = order(leftData + leftStart, leftBytes, rightData + rightStart, rightBytes);
                word |= (OPERATION.of(order, 0L) ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }

    private static int order(long left, int leftBytes, long right, int rightBytes) {
        if (IS_EQUALITY) {
            return leftBytes == rightBytes && TextBytes.equal(left, right, leftBytes) ? 0 : 1;
        }
        return TextBytes.compare(left, leftBytes, right, rightBytes);
    }
}
