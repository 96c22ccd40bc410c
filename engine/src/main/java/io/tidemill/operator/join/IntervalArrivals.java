// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.KeyedRows;

/// Lets the rows of a batch in among those that an interval join remembers, if their time is good.
///
/// A row is late if its time is before the watermark that the last batch ended with: rows that it should meet may be forgotten.
final class IntervalArrivals {
    private final IntervalState state;
    private final EventClock clock;
    private final int leftTime;
    private final int rightTime;
    private final GrowableColumn stateGroups; // of the groups of the batch
    private final long rows; // numbers of rows at hand
    private final long groups; // their groups
    private final int mostRows;
    private long lateBeforeMicros = Long.MIN_VALUE;

    /// @param leftTime the column of the event time among those that are kept
    IntervalArrivals(IntervalState state, int leftTime, int rightTime, OperatorContext context, Owned owned) {
        this.state = state;
        this.leftTime = leftTime;
        this.rightTime = rightTime;
        clock = context.clock();
        mostRows = context.chunkRows();
        stateGroups = owned.add(GrowableColumn.zeroed(context.budget(), "the keys of a batch of " + context.name(),
                Integer.BYTES));
        rows = owned.allocate(context, "rows of a batch", 8L * mostRows);
        groups = rows + 4L * mostRows;
    }

    /// @param watermarkMicros by which the next batch will be judged
    void take(JoinRows batch, long watermarkMicros) {
        int count = batch.table().groups();
        stateGroups.clear();
        stateGroups.ensure(count);
        for (int group = 0; group < count; group++) {
            Memory.putInt(stateGroups.address() + 4L * group, group);
        }
        state.rows().table().assign(batch.table(), stateGroups.address(), count, stateGroups.address());
        take(batch.left(), leftTime, state.rows().left());
        state.left().add(state.rows().left(), state.rows());
        take(batch.right(), rightTime, state.rows().right());
        state.right().add(state.rows().right(), state.rows());
        lateBeforeMicros = watermarkMicros;
    }

    private void take(KeyedRows source, int timeColumn, KeyedRows target) {
        Column times = source.store().column(timeColumn);
        int count = 0;
        for (int row = 1; row < source.end(); row++) {
            if (isGood(times, row)) {
                int group = IntervalSide.groupOf(source, row);
                Memory.putInt(rows + 4L * count, row);
                Memory.putInt(groups + 4L * count, Memory.intAt(stateGroups.address() + 4L * group));
                count++;
            }
            if (count == mostRows) {
                target.append(source, rows, groups, count);
                count = 0;
            }
        }
        if (count > 0) {
            target.append(source, rows, groups, count);
        }
    }

    private boolean isGood(Column times, int row) {
        if (times.isNull(row)) {
            clock.timelessRows().add(1);
            return false;
        }
        long time = Memory.longAt(times.data() + 8L * row);
        if (time > clock.latestMicros()) {
            clock.aheadRows().add(1);
            return false;
        }
        if (time < lateBeforeMicros) {
            clock.lateRows().add(1);
            return false;
        }
        return true;
    }
}
