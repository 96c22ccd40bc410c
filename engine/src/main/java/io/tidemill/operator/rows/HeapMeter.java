// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.OperatorContext;

/// Counts heap values in an operator's budget by an estimate: the state of row lambdas is Java objects, whose size nobody knows.
///
/// An entry of a map with a key and a value of a few fields takes some 100 bytes, a value in a list some 40.
final class HeapMeter implements AutoCloseable {
    static final long ENTRY_BYTES = 100;
    static final long VALUE_BYTES = 40;

    private final MemoryBudget budget;
    private final String what;
    private long reserved;

    HeapMeter(OperatorContext context, String what) {
        this.budget = context.budget().forState();
        this.what = what;
    }

    void add(long bytes) {
        budget.reserve(what, bytes);
        reserved += bytes;
    }

    void remove(long bytes) {
        budget.release(bytes);
        reserved -= bytes;
    }

    void clear() {
        remove(reserved);
    }

    @Override
    public void close() {
        clear();
    }
}
