// SPDX-License-Identifier: Apache-2.0
package io.tidemill.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A number that one thread sets and any thread reads.
///
/// It lies in the middle of an array that is long enough for nothing else to share its cache line: counters of several threads are
/// made side by side. A read acquires what its writer did before the set.
public final class Counter {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int AT = 8;

    private final long[] cells = new long[2 * AT];

    /// The one writer only.
    public void add(long more) {
        CELL.setRelease(cells, AT, cells[AT] + more);
    }

    /// The one writer only.
    public void set(long now) {
        CELL.setRelease(cells, AT, now);
    }

    public long value() {
        return (long) CELL.getAcquire(cells, AT);
    }
}
