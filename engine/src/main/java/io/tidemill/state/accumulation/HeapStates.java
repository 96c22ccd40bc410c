// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// A value on the heap for each group that has one, counted in the budget by an estimate.
public final class HeapStates implements Accumulators.Replaceable {
    private static final int REFERENCE_BYTES = 8;
    private static final @Nullable Object[] NONE = {};

    private final HeapAccumulation kind;
    private final MemoryBudget budget;
    private final String what;
    private @Nullable Object[] states = NONE;
    private long reserved;

    HeapStates(HeapAccumulation kind, MemoryBudget budget, String what) {
        this.kind = kind;
        this.budget = budget.forState();
        this.what = what;
    }

    /// The value of a group; null if it has none.
    public @Nullable Object get(int group) {
        return states[group];
    }

    /// Gives a group a value.
    public void set(int group, @Nullable Object state) {
        if (state != null && states[group] == null) {
            reserve(kind.stateBytes());
        } else if (state == null && states[group] != null) {
            release(kind.stateBytes());
        }
        states[group] = state;
    }

    private void reserve(long bytes) {
        budget.reserve(what, bytes);
        reserved += bytes;
    }

    private void release(long bytes) {
        budget.release(bytes);
        reserved -= bytes;
    }

    @Override
    public void ensure(int groups) {
        if (groups > states.length) {
            int larger = Math.max(groups, 2 * states.length);
            reserve((long) REFERENCE_BYTES * (larger - states.length));
            states = Arrays.copyOf(states, larger);
        }
    }

    @Override
    public void merge(Accumulators others, long which, int count, long numbers) {
        HeapStates from = (HeapStates) others;
        for (int i = 0; i < count; i++) {
            Object theirs = from.get(number(which, i));
            int here = number(numbers, i);
            Object known = get(here);
            if (theirs != null) {
                set(here, known == null ? theirs : kind.merging().merge(known, theirs));
            }
        }
    }

    @Override
    public void replace(Accumulators others, long which, int count, long numbers) {
        HeapStates from = (HeapStates) others;
        for (int i = 0; i < count; i++) {
            set(number(numbers, i), from.get(number(which, i)));
        }
    }

    private static int number(long list, int index) {
        return list == ALL ? index : Memory.intAt(list + 4L * index);
    }

    @Override
    public void clear() {
        for (int group = 0; group < states.length; group++) {
            set(group, null);
        }
    }

    @Override
    public void close() {
        states = NONE;
        release(reserved);
    }
}
