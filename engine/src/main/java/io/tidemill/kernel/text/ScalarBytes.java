// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the number of bytes of each value.
final class ScalarBytes implements Loop.MeasureText {

    @Override
    public void apply(long data, long starts, long ends, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            Memory.putInt(target + 4 * row, Memory.intAt(ends + 4 * row) - Memory.intAt(starts + 4 * row));
        }
    }
}
