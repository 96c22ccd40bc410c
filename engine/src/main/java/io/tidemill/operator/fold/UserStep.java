// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import io.tidemill.codec.RowCursor;
import io.tidemill.memory.Memory;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.HeapStates;

/// Adds the values of rows to the states of their groups, row by row.
record UserStep(AggregatorCalls calls, GroupedValues values) implements FoldStep {

    @Override
    public void add(int rows, Accumulators accumulators) {
        HeapStates states = (HeapStates) accumulators;
        for (int i = 0; i < values.count(); i++) {
            int row = values.rowNumbers() == 0 ? i : Memory.intAt(values.rowNumbers() + 4L * i);
            int group = Memory.intAt(values.groups() + 4L * i);
            states.set(group, calls.accumulate(states.get(group), RowCursor.boxed(values.column(), row)));
        }
    }
}
