// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// 0, 1, 2 and so on, as int32: the list of all groups.
public final class Ordinals implements AutoCloseable {
    private final GrowableColumn numbers;

    public Ordinals(MemoryBudget budget, String what) {
        numbers = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    /// Where the first so many are.
    public long address(int count) {
        int known = numbers.groups();
        numbers.ensure(count);
        for (int number = known; number < count; number++) {
            Memory.putInt(numbers.address() + 4L * number, number);
        }
        return numbers.address();
    }

    @Override
    public void close() {
        numbers.close();
    }
}
