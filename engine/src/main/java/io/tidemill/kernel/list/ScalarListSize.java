// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the number of elements of each list.
final class ScalarListSize implements Loop.MeasureText {

    @Override
    public void apply(long data, long starts, long ends, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            Memory.putInt(target + 4 * row, ListView.size(data, starts, ends, row));
        }
    }
}
