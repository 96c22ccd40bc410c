// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.MemoryBudget;

/// One value on the heap for each group, or none yet: the home of what row lambdas make.
///
/// Metered by an estimate, because a JVM does not tell what an object takes: [#ESTIMATED_BYTES] for each place, its reference
/// included. Large values take more than is counted, small ones less.
public final class HeapColumn<V> implements AutoCloseable {
    /// A reference and a small object.
    public static final int ESTIMATED_BYTES = 48;

    private static final int FIRST_GROUPS = 16;

    private final MemoryBudget budget;
    private final String what;
    private @Nullable Object[] values = {};
    private int groups;

    public HeapColumn(MemoryBudget budget, String what) {
        this.budget = budget;
        this.what = what;
    }

    /// Makes the places of groups `[0, count)` usable. Never takes groups away.
    public void ensure(int count) {
        if (count > values.length) {
            int wanted = Math.max(FIRST_GROUPS, Math.max(count, values.length + values.length / 2));
            budget.reserve(what, (long) (wanted - values.length) * ESTIMATED_BYTES);
            values = Arrays.copyOf(values, wanted);
        }
        groups = Math.max(groups, count);
    }

    @SuppressWarnings("unchecked") // only a V is ever put in
    public @Nullable V get(int group) {
        return (V) values[group];
    }

    public void set(int group, @Nullable V value) {
        values[group] = value;
    }

    /// Forgets all values, keeps the places.
    public void clear() {
        Arrays.fill(values, 0, groups, null);
        groups = 0;
    }

    @Override
    public void close() {
        budget.release((long) values.length * ESTIMATED_BYTES);
        values = new Object[0];
        groups = 0;
    }
}
