// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;

import io.tidemill.memory.Memory;

/// Template: one more for the group of each row.
final class ScalarGroupedCount implements Loop.GroupedCount {

    @Override
    public void apply(long groups, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            long count = accumulators + 8L * Memory.intAt(groups + 4 * row);
            Memory.putLong(count, Memory.longAt(count) + 1);
        }
    }
}
