// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: one text behind the other.
final class ScalarJoin implements Loop.JoinText {

    @Override
    public void apply(long leftData, long leftStarts, long leftEnds, long rightData, long rightStarts, long rightEnds,
            long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            Memory.putInt(targetStarts + 4 * row, target);
            int left = Memory.intAt(leftStarts + 4 * row);
            int leftBytes = Memory.intAt(leftEnds + 4 * row) - left;
            TextBytes.copy(leftData + left, targetData + target, leftBytes);
            target += leftBytes;
            int right = Memory.intAt(rightStarts + 4 * row);
            int rightBytes = Memory.intAt(rightEnds + 4 * row) - right;
            TextBytes.copy(rightData + right, targetData + target, rightBytes);
            target += rightBytes;
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }
}
