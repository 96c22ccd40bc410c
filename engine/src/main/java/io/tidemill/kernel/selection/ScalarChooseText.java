// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;

/// Template: the text of one column or the other, by bits.
final class ScalarChooseText implements Loop.ChooseText {

    @Override
    public void apply(long bits, long leftData, long leftStarts, long leftEnds, long rightData, long rightStarts,
            long rightEnds, long targetData, long targetStarts, long targetEnds, int rows) {
        int end = 0;
        for (long row = 0; row < rows; row++) {
            boolean takesLeft = Bits.at(bits, row);
            int start = Memory.intAt((takesLeft ? leftStarts : rightStarts) + 4 * row);
            int bytes = Memory.intAt((takesLeft ? leftEnds : rightEnds) + 4 * row) - start;
            TextBytes.copy((takesLeft ? leftData : rightData) + start, targetData + end, bytes);
            Memory.putInt(targetStarts + 4 * row, end);
            end += bytes;
            Memory.putInt(targetEnds + 4 * row, end);
        }
    }
}
