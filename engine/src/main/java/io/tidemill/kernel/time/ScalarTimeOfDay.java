// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: how long after midnight moments are.
final class ScalarTimeOfDay implements Loop.Unary {

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            Memory.putLong(target + 8 * row, Math.floorMod(Memory.longAt(source + 8 * row), Civil.MICROS_PER_DAY));
        }
    }
}
