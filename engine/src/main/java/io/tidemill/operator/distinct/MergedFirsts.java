// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.distinct;

import java.util.List;
import java.util.function.Function;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Sides;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.state.SeenKeys;
import io.tidemill.state.row.RowStore;

/// The first rows that all lanes have gathered of a batch, of one lane's hash ranges: range after range, in each lane after lane.
final class MergedFirsts {
    private final Lanes lanes;
    private final Function<Operator, MergedFirsts> ofSibling;
    private final Sides<GatheredFirsts> sides;
    private final RowStore rows;
    private final Chunk chunk;
    private final ColumnGather[] gathers;
    private final int chunkRows;
    private final long numbers;
    private int passed; // rows that were put out

    /// @param ofSibling what a sibling of the operator merges
    MergedFirsts(Schema schema, List<Type> keyTypes, Function<Operator, MergedFirsts> ofSibling,
            OperatorContext context, Owned owned) {
        this.ofSibling = ofSibling;
        lanes = context.lanes();
        List<Type> types = schema.fields().stream().map(field -> field.type()).toList();
        String what = "the rows of a lane of " + context.name();
        sides = new Sides<>(owned.add(new GatheredFirsts(context.budget(), what, keyTypes, types)),
                owned.add(new GatheredFirsts(context.budget(), what, keyTypes, types)));
        rows = owned.add(new RowStore(context.budget(), "the first rows of " + context.name(), types));
        chunk = new Chunk(schema);
        gathers = new ColumnGather[types.size()];
        for (int i = 0; i < gathers.length; i++) {
            gathers[i] = new ColumnGather(types.get(i), context, owned);
        }
        chunkRows = context.chunkRows();
        numbers = owned.allocate(context, "numbers of first rows", 4L * chunkRows);
    }

    /// What this lane gathers.
    GatheredFirsts current() {
        return sides.current();
    }

    /// Takes those rows of all lanes whose keys are new, and begins to gather anew.
    void merge(SeenKeys seen, long nowMicros) {
        rows.clear();
        passed = 0;
        int end = lanes.endOf(KeyTable.RANGES);
        for (int range = lanes.firstOf(KeyTable.RANGES); range < end; range++) {
            for (Operator sibling : lanes.siblings()) {
                take(sides.frozenBy(ofSibling.apply(sibling).sides), range, seen, nowMicros);
            }
        }
        rows.show(false);
        sides.turn().clear();
    }

    private void take(GatheredFirsts lane, int range, SeenKeys seen, long nowMicros) {
        int groups = lane.groups(range);
        for (int next = 0; next < groups; next += chunkRows) {
            long which = lane.groupsFrom(range) + 4L * next;
            int firsts = seen.firsts(lane.table(), which, Math.min(chunkRows, groups - next), nowMicros, numbers);
            for (int i = 0; i < firsts; i++) {
                int group = Memory.intAt(which + 4L * Memory.intAt(numbers + 4L * i));
                Memory.putInt(numbers + 4L * i, group + 1);
            }
            if (firsts > 0) {
                rows.append(lane.rows(), numbers, firsts);
            }
        }
    }

    /// Whether all rows that were taken have been put out.
    boolean isDone() {
        return passed == rows.end() - 1;
    }

    /// The next of them.
    Chunk next() {
        int count = Math.min(chunkRows, rows.end() - 1 - passed);
        for (int i = 0; i < count; i++) {
            Memory.putInt(numbers + 4L * i, passed + 1 + i);
        }
        for (int i = 0; i < gathers.length; i++) {
            chunk.column(i).set(gathers[i].gather(rows.column(i), numbers, count), 0);
        }
        chunk.rows(count);
        passed += count;
        return chunk;
    }
}
