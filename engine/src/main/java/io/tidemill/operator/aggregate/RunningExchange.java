// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.List;
import java.util.function.Function;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Sides;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.state.row.KeyedRows;

/// Gathers the rows of a batch in each lane; when it is over, each lane takes the rows of its hash ranges in the order in which they came:
/// that of the ring's slots, and of what came of one slot, lane after lane.
final class RunningExchange {
    private static final int RUN_BYTES = 2 * Long.BYTES;

    private final Lanes lanes;
    private final boolean isKeyed;
    private final Function<Operator, RunningExchange> ofSibling;
    private final Sides<Gathered> sides;
    private final int[] runs; // of each lane, the one that is next
    private final int[] rows; // of each lane, the row that is next
    private final Column[] columns;
    private final Chunk chunk;
    private final ColumnGather[] gathers;
    private final int chunkRows;
    private final long numbers; // of rows at hand

    /// What a lane gathers of one batch.
    private static final class Gathered implements AutoCloseable {
        final KeyTable table;
        final KeyedRows rows;
        final GrowableColumn runs; // slot of the ring, and the first row that came of it
        int runCount;

        Gathered(MemoryBudget budget, String what, List<Type> keys, List<Type> types) {
            table = KeyTable.of(budget, what, keys.isEmpty() ? List.of(Type.INT32) : keys);
            rows = new KeyedRows(budget, what, types);
            runs = GrowableColumn.zeroed(budget, what, RUN_BYTES);
        }

        void begin(long slot) {
            if (runCount == 0 || slot(runCount - 1) != slot) {
                runs.ensure(runCount + 1);
                long run = runs.address() + (long) RUN_BYTES * runCount++;
                Memory.putLong(run, slot);
                Memory.putLong(run + Long.BYTES, rows.end());
            }
        }

        long slot(int run) {
            return run < runCount ? Memory.longAt(runs.address() + (long) RUN_BYTES * run) : Long.MAX_VALUE;
        }

        int endOf(int run) {
            return run + 1 < runCount
                    ? (int) Memory.longAt(runs.address() + (long) RUN_BYTES * (run + 1) + Long.BYTES)
                    : rows.end();
        }

        void clear() {
            table.clear();
            rows.clear();
            runs.clear();
            runCount = 0;
        }

        @Override
        public void close() {
            table.close();
            rows.close();
            runs.close();
        }
    }

    /// @param keys the types of the key; none where all rows are of one group
    /// @param ofSibling what a sibling of the operator gathers
    RunningExchange(Schema schema, List<Type> keys, Function<Operator, RunningExchange> ofSibling,
            OperatorContext context, Owned owned) {
        this.ofSibling = ofSibling;
        lanes = context.lanes();
        isKeyed = !keys.isEmpty();
        List<Type> types = schema.fields().stream().map(field -> field.type()).toList();
        String what = "the rows of a lane of " + context.name();
        sides = new Sides<>(owned.add(new Gathered(context.budget(), what, keys, types)),
                owned.add(new Gathered(context.budget(), what, keys, types)));
        runs = new int[lanes.count()];
        rows = new int[lanes.count()];
        columns = new Column[schema.size()];
        chunk = new Chunk(schema);
        gathers = new ColumnGather[schema.size()];
        for (int i = 0; i < gathers.length; i++) {
            gathers[i] = new ColumnGather(types.get(i), context, owned);
        }
        chunkRows = context.chunkRows();
        numbers = owned.allocate(context, "numbers of rows", 4L * chunkRows);
    }

    /// Takes a dense chunk.
    void add(Chunk dense, Column[] keys, long slot) {
        Gathered gathered = sides.current();
        gathered.begin(slot);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = dense.column(i);
        }
        if (isKeyed) {
            gathered.table.assign(keys, dense.rows(), numbers);
        } else {
            Memory.fill(numbers, 4L * dense.rows(), (byte) 0);
        }
        gathered.rows.append(columns, numbers, dense.rows());
    }

    /// Leaves what was gathered as it is, for the siblings to read.
    void freeze() {
        sides.current().rows.store().show(false);
    }

    /// Starts with the rows of a batch.
    void begin() {
        for (int lane = 0; lane < runs.length; lane++) {
            runs[lane] = isKeyed || lanes.isFirst() ? 0 : Integer.MAX_VALUE;
            rows[lane] = 1;
        }
    }

    /// The next of this lane's rows as a dense chunk, without rows if there are none left; then it begins to gather anew.
    Chunk next() {
        int count = 0;
        while (count == 0) {
            int lane = earliest();
            if (lane < 0) {
                sides.turn().clear();
                break;
            }
            Gathered gathered = gathered(lane);
            count = take(gathered, lane);
            if (rows[lane] == gathered.endOf(runs[lane])) {
                runs[lane]++;
            }
            for (int i = 0; i < gathers.length && count > 0; i++) {
                chunk.column(i).set(gathers[i].gather(gathered.rows.store().column(i), numbers, count), 0);
            }
        }
        chunk.rows(count);
        return chunk;
    }

    private Gathered gathered(int lane) {
        return sides.frozenBy(ofSibling.apply(lanes.siblings().get(lane)).sides);
    }

    /// The lane whose next run came first; less than 0 if there is none.
    private int earliest() {
        int earliest = -1;
        long slot = Long.MAX_VALUE;
        for (int lane = 0; lane < runs.length; lane++) {
            long next = gathered(lane).slot(runs[lane]);
            if (next < slot) {
                slot = next;
                earliest = lane;
            }
        }
        return earliest;
    }

    /// Notes the next rows of a lane's run that are of this lane's ranges, a chunk of them at most.
    private int take(Gathered gathered, int lane) {
        int from = isKeyed ? lanes.firstOf(KeyTable.RANGES) : 0;
        int to = isKeyed ? lanes.endOf(KeyTable.RANGES) : KeyTable.RANGES;
        int end = gathered.endOf(runs[lane]);
        int row = rows[lane];
        int count = 0;
        for (; row < end && count < chunkRows; row++) {
            int range = isKeyed
                    ? gathered.table.range(Memory.intAt(gathered.rows.groups() + 4L * row))
                    : 0;
            Memory.putInt(numbers + 4L * count, row);
            count += range >= from && range < to ? 1 : 0;
        }
        rows[lane] = row;
        return count;
    }
}
