// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.function.Function;

import io.tidemill.memory.Memory;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Sides;
import io.tidemill.state.row.KeyedRows;

/// Gathers rows in each lane; when the batch is over, each lane takes the rows of its hash ranges from all lanes, in their order.
final class JoinExchange {
    private final Lanes lanes;
    private final Function<Operator, JoinExchange> ofSibling;
    private final Sides<Gathered> sides;
    private final GrowableColumn numbers; // of the groups at hand, there and here
    private final long rows; // numbers of rows at hand
    private final long rowGroups; // their groups here
    private final int batchRows;

    private static final int ELSEWHERE = -1;

    /// What a lane gathers of one batch.
    private static final class Gathered implements AutoCloseable {
        final JoinRows rows;
        final GrowableColumn order; // numbers of groups, range after range
        final int[] rangeStarts = new int[KeyTable.RANGES + 1];

        Gathered(JoinRows.Layout layout) {
            rows = new JoinRows(layout);
            order = GrowableColumn.zeroed(layout.budget(), "the groups of a lane of " + layout.operator(),
                    Integer.BYTES);
        }

        void freeze() {
            rows.show();
            order.ensure(rows.table().groups());
            rows.table().orderByRange(order.address(), rangeStarts);
        }

        void clear() {
            rows.clear();
            order.clear();
        }

        @Override
        public void close() {
            rows.close();
            order.close();
        }
    }

    /// @param ofSibling what a sibling of the operator gathers
    JoinExchange(JoinRows.Layout layout, Function<Operator, JoinExchange> ofSibling, OperatorContext context,
            Owned owned) {
        this.lanes = context.lanes();
        this.ofSibling = ofSibling;
        sides = new Sides<>(owned.add(new Gathered(layout)), owned.add(new Gathered(layout)));
        numbers = owned.add(GrowableColumn.filled(layout.budget(), "the groups of a lane of " + layout.operator(),
                Integer.BYTES, ELSEWHERE));
        batchRows = context.chunkRows();
        rows = owned.allocate(context, "rows of a lane", 8L * batchRows);
        rowGroups = rows + 4L * batchRows;
    }

    /// Where rows are gathered.
    JoinRows current() {
        return sides.current().rows;
    }

    /// Leaves what was gathered as it is, for the siblings to read.
    void freeze() {
        sides.current().freeze();
    }

    /// How many right rows all lanes have gathered. Before [#mergeInto].
    int rightRows() {
        int rightRows = 0;
        for (Operator sibling : lanes.siblings()) {
            rightRows += sides.frozenBy(ofSibling.apply(sibling).sides).rows.right().end() - 1;
        }
        return rightRows;
    }

    /// Adds the rows of this lane's hash ranges to others, lane after lane, and begins to gather anew.
    void mergeInto(JoinRows target) {
        int from = lanes.firstOf(KeyTable.RANGES);
        int to = lanes.endOf(KeyTable.RANGES);
        for (Operator sibling : lanes.siblings()) {
            Gathered gathered = sides.frozenBy(ofSibling.apply(sibling).sides);
            mergeGroups(gathered, from, to, target.table());
            mergeRows(gathered.rows.left(), target.left());
            mergeRows(gathered.rows.right(), target.right());
        }
        sides.turn().clear();
    }

    /// Notes for each group of a lane which one it is here, if it is of one of our ranges.
    private void mergeGroups(Gathered gathered, int fromRange, int toRange, KeyTable target) {
        numbers.clear();
        numbers.ensure(gathered.rows.table().groups());
        int end = gathered.rangeStarts[toRange];
        for (int next = gathered.rangeStarts[fromRange]; next < end; next += batchRows) {
            int count = Math.min(batchRows, end - next);
            long theirs = gathered.order.address() + 4L * next;
            target.assign(gathered.rows.table(), theirs, count, rowGroups);
            for (int i = 0; i < count; i++) {
                long place = numbers.address() + 4L * Memory.intAt(theirs + 4L * i);
                Memory.putInt(place, Memory.intAt(rowGroups + 4L * i));
            }
        }
    }

    private void mergeRows(KeyedRows source, KeyedRows target) {
        int count = 0;
        for (int row = 1; row < source.end(); row++) {
            int group = Memory.intAt(numbers.address() + 4L * Memory.intAt(source.groups() + 4L * row));
            Memory.putInt(rows + 4L * count, row);
            Memory.putInt(rowGroups + 4L * count, group);
            count += group == ELSEWHERE ? 0 : 1;
            if (count == batchRows) {
                target.append(source, rows, rowGroups, count);
                count = 0;
            }
        }
        if (count > 0) {
            target.append(source, rows, rowGroups, count);
        }
    }
}
