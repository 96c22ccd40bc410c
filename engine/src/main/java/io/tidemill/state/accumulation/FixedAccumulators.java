// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.memory.table.GrowableColumn;

/// Accumulators of so many bytes each, one behind the other.
public final class FixedAccumulators implements Accumulators.Replaceable {
    private final FixedAccumulation kind;
    private final GrowableColumn column;

    FixedAccumulators(FixedAccumulation kind, GrowableColumn column) {
        this.kind = kind;
        this.column = column;
    }

    /// Where that of group 0 is. May move with [#ensure].
    public long address() {
        return column.address();
    }

    @Override
    public void ensure(int groups) {
        column.ensure(groups);
    }

    @Override
    public void merge(Accumulators others, long which, int count, long numbers) {
        long source = ((FixedAccumulators) others).address();
        if (which == ALL) {
            kind.merge(source, numbers, count, address());
        } else {
            kind.merge(source, which, count, numbers, address());
        }
    }

    @Override
    public void replace(Accumulators others, long which, int count, long numbers) {
        kind.move(((FixedAccumulators) others).address(), which, count, numbers, address());
    }

    /// Takes the accumulators of all groups of others out of those here, and spoils the others.
    public void subtract(Accumulators others, int count, long numbers) {
        kind.negate(((FixedAccumulators) others).address(), count);
        merge(others, ALL, count, numbers);
    }

    @Override
    public void clear() {
        column.clear();
    }

    @Override
    public void close() {
        column.close();
    }
}
