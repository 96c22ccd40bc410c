// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: texts without the spaces at their ends. Every row has such a piece.
final class ScalarTrim implements Loop.SliceText {
    private static final Slices.Ends ENDS = (Slices.Ends) Stamp.of(MethodHandles.lookup()).specification();
    private static final boolean LEFT = ENDS.left();
    private static final boolean RIGHT = ENDS.right();

    @Override
    public int apply(long data, long starts, long ends, long targetStarts, long targetEnds, long targetBits,
            int rows) {
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int end = Memory.intAt(ends + 4 * row);
            while (LEFT && start < end && Memory.byteAt(data + start) == ' ') {
                start++;
            }
            while (RIGHT && start < end && Memory.byteAt(data + end - 1) == ' ') {
                end--;
            }
            Memory.putInt(targetStarts + 4 * row, start);
            Memory.putInt(targetEnds + 4 * row, end);
        }
        return Presence.all(targetBits, rows);
    }
}
