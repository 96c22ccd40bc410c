// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the code point of the first character of each text; 0 of an empty one.
final class ScalarFirstCharacter implements Loop.MeasureText {

    @Override
    public void apply(long data, long starts, long ends, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int end = Memory.intAt(ends + 4 * row);
            Memory.putInt(target + 4 * row, start < end ? Characters.at(data, start, end) : 0);
        }
    }
}
