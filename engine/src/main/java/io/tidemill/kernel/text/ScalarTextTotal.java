// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the sum of the lengths.
final class ScalarTextTotal implements Loop.TextTotal {

    @Override
    public long apply(long starts, long ends, int rows) {
        long bytes = 0;
        for (long row = 0; row < rows; row++) {
            bytes += Memory.intAt(ends + 4 * row) - Memory.intAt(starts + 4 * row);
        }
        return bytes;
    }
}
