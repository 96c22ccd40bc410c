// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.List;

import io.tidemill.memory.BlockWriter;

/// The totals of one slide: some aggregates of rows without keys.
public final class Totals implements Slice {
    private final List<Total<?>> totals;

    public Totals(List<Total<?>> totals) {
        this.totals = List.copyOf(totals);
    }

    public Total<?> total(int index) {
        return totals.get(index);
    }

    /// Adds what a later slide came to.
    public void merge(Totals later) {
        for (int i = 0; i < totals.size(); i++) {
            merge(totals.get(i), later.totals.get(i));
        }
    }

    @SuppressWarnings("unchecked") // the totals at one index are of one class: both lists come from one maker
    private static <T extends Total<T>> void merge(Total<?> total, Total<?> later) {
        ((T) total).merge((T) later);
    }

    /// Sets the results in a row, a column each; false if some text does not fit.
    public boolean write(BlockWriter row) {
        for (int i = 0; i < totals.size(); i++) {
            if (!totals.get(i).write(row, i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void clear() {
        for (int i = 0; i < totals.size(); i++) {
            totals.get(i).clear();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
