// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import io.tidemill.memory.Memory;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.CollectedValues;

/// Adds all values that are not null to those of their groups.
record CollectStep(GroupedValues values, Arrivals arrivals) implements FoldStep {

    @Override
    public void add(int rows, Accumulators accumulators) {
        CollectedValues collected = (CollectedValues) accumulators;
        int first = collected.append(values.column(), values.rowNumbers(), values.count());
        for (int i = 0; i < values.count(); i++) {
            int row = values.rowNumbers() == 0 ? i : Memory.intAt(values.rowNumbers() + 4L * i);
            int group = Memory.intAt(values.groups() + 4L * i);
            collected.link(first + i, group, arrivals.slot(), arrivals.row(row));
        }
    }
}
