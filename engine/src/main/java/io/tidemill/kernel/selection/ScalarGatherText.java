// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;

import io.tidemill.memory.Memory;

/// Template: starts and ends of texts by row numbers.
final class ScalarGatherText implements Loop.GatherText {

    @Override
    public void apply(long starts, long ends, long rowNumbers, long targetStarts, long targetEnds, int count) {
        for (long i = 0; i < count; i++) {
            long row = Memory.intAt(rowNumbers + 4 * i);
            Memory.putInt(targetStarts + 4 * i, Memory.intAt(starts + 4 * row));
            Memory.putInt(targetEnds + 4 * i, Memory.intAt(ends + 4 * row));
        }
    }
}
