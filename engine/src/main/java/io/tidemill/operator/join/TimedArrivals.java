// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.function.LongUnaryOperator;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.KeyedRows;

/// Lets the rows of a batch in among those that a join remembers, if their time is good.
///
/// Whether a row is late is said by the watermark that the last batch ended with: rows that it should meet may be forgotten, or put out.
final class TimedArrivals {
    private final RememberedRows<?> state;
    private final LongUnaryOperator lateBefore; // by watermark
    private final EventClock clock;
    private final int leftTime;
    private final int rightTime;
    private final GrowableColumn stateGroups; // of the groups of the batch
    private final PickedRows good;
    private long lateBeforeMicros = Long.MIN_VALUE;

    /// @param lateBefore rows before this time are late, by watermark
    /// @param leftTime the column of the event time among those that are kept
    TimedArrivals(RememberedRows<?> state, LongUnaryOperator lateBefore, int leftTime, int rightTime,
            OperatorContext context, Owned owned) {
        this.state = state;
        this.lateBefore = lateBefore;
        this.leftTime = leftTime;
        this.rightTime = rightTime;
        clock = context.clock();
        stateGroups = owned.add(GrowableColumn.zeroed(context.budget(), "the keys of a batch of " + context.name(),
                Integer.BYTES));
        good = new PickedRows(this::map, context, owned);
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
        lateBeforeMicros = lateBefore.applyAsLong(watermarkMicros);
    }

    private void map(long groups, int count) {
        for (int i = 0; i < count; i++) {
            long place = groups + 4L * i;
            Memory.putInt(place, Memory.intAt(stateGroups.address() + 4L * Memory.intAt(place)));
        }
    }

    private void take(KeyedRows source, int timeColumn, KeyedRows target) {
        Column times = source.store().column(timeColumn);
        for (int row = 1; row < source.end(); row++) {
            if (isGood(times, row)) {
                good.add(row, source, target);
            }
        }
        good.end(source, target);
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
