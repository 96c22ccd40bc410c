// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.operator.columns.Compactor;
import io.tidemill.plan.FillPlan;
import io.tidemill.state.Groups;
import io.tidemill.state.KeyGroups;
import io.tidemill.state.LastRows;
import io.tidemill.state.OneGroup;

/// Makes rows for the intervals in which a key has none, from its first row on, for so many intervals behind its last one.
///
/// Its input are the groups of windows as they are put out, window after window; the groups of a key come to one lane, so lanes need not meet. Rows
/// for intervals that are over come at each tick; where a value lies between two rows, with the second.
public final class FillOperator implements Operator {
    private final Schema input;
    private final Schema output;
    private final FillPlan plan;
    private final Owned owned = new Owned();
    private final Chunk rows; // of the input, without the end of the interval
    private final Chunk made;
    private Compactor compactor;
    private final Column[] keyColumns;
    private final Column[] valueColumns;
    private Timeline timeline;
    private LastRows lastRows;
    private FillColumn[] fills;
    private ColumnGather[] keys;
    private FillGaps gaps;
    private GrowableColumn order; // int32: keys, at a tick
    private long numbers; // int32: the key of each row
    private int chunkRows;
    private Chunk dense; // the rows at hand
    private int first; // of those of one interval
    private int end;
    private int next; // the next row, or key, to be looked at
    private int last; // key, at a tick
    private boolean begun;
    private long over = LastRows.NONE; // the last interval that was over at the last tick

    /// @param input keys, values, and when the interval ends
    /// @param output the same without the last
    public FillOperator(Schema input, Schema output, FillPlan plan) {
        this.input = input;
        this.output = output;
        this.plan = plan;
        this.rows = new Chunk(output);
        this.dense = new Chunk(input);
        this.made = new Chunk(output);
        this.keyColumns = new Column[plan.keys()];
        this.valueColumns = new Column[plan.fills().size()];
    }

    @Override
    public void open(OperatorContext context) {
        chunkRows = context.chunkRows();
        timeline = Timeline.of(plan.window(), context.zeroTimeMicros());
        List<Type> types = new ArrayList<>();
        output.fields().forEach(field -> types.add(field.type()));
        List<Type> keyTypes = List.copyOf(types.subList(0, keyColumns.length));
        lastRows = owned.add(new LastRows(context.budget(), () -> groups(context, keyTypes),
                types.subList(keyColumns.length, types.size())));
        keys = new ColumnGather[keyColumns.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new ColumnGather(types.get(i), context, owned);
        }
        compactor = new Compactor(input, context, owned);
        gaps = new FillGaps(context, owned);
        fills = new FillColumn[valueColumns.length];
        for (int i = 0; i < fills.length; i++) {
            fills[i] = FillColumn.of(plan.fills().get(i), types.get(keys.length + i), timeline, context, owned);
        }
        order = owned.add(GrowableColumn.zeroed(context.budget(), "the order of keys", Integer.BYTES));
        numbers = owned.allocate(context, "keys of rows", Integer.BYTES * (long) chunkRows);
    }

    private static Groups groups(OperatorContext context, List<Type> keyTypes) {
        return keyTypes.isEmpty()
                ? new OneGroup()
                : new KeyGroups(context.budget(), "the keys of " + context.name(), keyTypes);
    }

    @Override
    public Progress process(Chunk chunk, Output to) {
        if (!begun) {
            begin(compactor.compact(chunk));
        }
        if (first == dense.rows()) {
            begun = false;
            return Progress.DONE;
        }
        gaps.clear();
        while (next < end && !gaps.isFull()) {
            next += fillBefore(next) ? 1 : 0;
        }
        if (gaps.count() > 0) {
            make(to);
        } else {
            pass(to);
        }
        return Progress.MORE;
    }

    private void begin(Chunk chunk) {
        begun = true;
        dense = chunk;
        beginInterval(0);
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = chunk.column(i);
        }
        for (int i = 0; i < valueColumns.length; i++) {
            valueColumns[i] = chunk.column(keyColumns.length + i);
        }
        lastRows.assign(keyColumns, chunk.rows(), numbers);
    }

    /// Goes on to the rows of one interval: a key has one of them at most.
    private void beginInterval(int row) {
        first = row;
        next = row;
        end = row;
        while (end < dense.rows() && interval(end) == interval(first)) {
            end++;
        }
    }

    private long interval(int row) {
        return timeline.endingAt(dense.column(input.size() - 1).longAt(row));
    }

    /// Notes gaps between a row and the one of its key before; false if there are more than there is room for.
    private boolean fillBefore(int row) {
        int key = Memory.intAt(numbers + 4L * row);
        long before = lastRows.last(key);
        long interval = interval(row);
        if (before == LastRows.NONE || (plan.isLinear() && interval - 1 - before > plan.mostIntervals())) {
            return true;
        }
        return note(key, row, before, Math.min(interval - 1, before + plan.mostIntervals()), interval);
    }

    /// Notes gaps of a key up to an interval.
    private boolean note(int key, int row, long before, long to, long behind) {
        long filled = lastRows.filled(key);
        while (filled < to && !gaps.isFull()) {
            gaps.add(key, row, ++filled, before, behind);
        }
        lastRows.fill(key, Math.max(filled, lastRows.filled(key)));
        return filled >= to;
    }

    private void make(Output to) {
        for (int i = 0; i < keys.length; i++) {
            made.column(i).set(keys[i].gather(lastRows.keys().key(i), gaps.keys(), gaps.count()), 0);
        }
        for (int i = 0; i < fills.length; i++) {
            made.column(keys.length + i).set(fills[i].make(gaps, lastRows.values(i), valueColumns[i]), 0);
        }
        made.rows(gaps.count());
        to.pass(made);
    }

    private void pass(Output to) {
        for (int row = first; row < end; row++) {
            lastRows.put(Memory.intAt(numbers + 4L * row), interval(row), valueColumns, row);
        }
        for (int i = 0; i < output.size(); i++) {
            rows.column(i).set(dense.column(i), first);
        }
        rows.rows(end - first);
        to.pass(rows);
        beginInterval(end);
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output to) {
        if (!begun && !beginTick(batchTimeMicros, watermarkMicros)) {
            return Progress.DONE;
        }
        gaps.clear();
        while (next < last && !gaps.isFull()) {
            next += fillBehind(Memory.intAt(order.address() + 4L * next)) ? 1 : 0;
        }
        if (gaps.count() > 0) {
            make(to);
            return Progress.MORE;
        }
        begun = false;
        lastRows.leaveForgotten();
        return Progress.DONE;
    }

    /// Looks which intervals are over. When the stream has ended that says nothing: no more than before are filled.
    private boolean beginTick(long batchTimeMicros, long watermarkMicros) {
        long now = timeline.nowMicros(batchTimeMicros, watermarkMicros);
        if (now == Long.MIN_VALUE || now == Long.MAX_VALUE || timeline.lateness().firstOpen(now) - 1 <= over) {
            return false;
        }
        over = timeline.lateness().firstOpen(now) - 1;
        begun = true;
        next = 0;
        last = lastRows.count();
        order.ensure(last);
        lastRows.keys().order(order.address());
        return true;
    }

    /// Notes the gaps behind a key's last row; false if there are more than there is room for.
    private boolean fillBehind(int key) {
        long before = lastRows.last(key);
        if (before == LastRows.NONE) {
            return true;
        }
        boolean isFilled = plan.isLinear()
                || note(key, 0, before, Math.min(over, before + plan.mostIntervals()), LastRows.NONE);
        if (isFilled && over > before + plan.mostIntervals()) {
            lastRows.forget(key);
        }
        return isFilled;
    }

    @Override
    public void close() {
        owned.close();
    }
}
