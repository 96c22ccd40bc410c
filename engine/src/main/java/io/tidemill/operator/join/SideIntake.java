// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.BitSet;
import java.util.List;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.Compactor;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.expr.Bound;
import io.tidemill.state.row.KeyedRows;

/// Takes the rows of one side in: finds the groups of their keys, and keeps the columns that the join wants of them.
final class SideIntake {
    private final Compactor compactor;
    private final ColumnProgram program; // of the keys
    private final Column[] keys;
    private final int[] kept;
    private final Column[] columns;
    private final long groups;

    /// @param wanted the columns to be kept
    SideIntake(Schema input, List<Bound> keyExpressions, BitSet wanted, OperatorContext context, Owned owned) {
        BitSet read = ReadColumns.of(keyExpressions);
        read.or(wanted);
        compactor = new Compactor(input, read, context, owned);
        program = owned.add(new ColumnProgram(keyExpressions, context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        keys = new Column[keyExpressions.size()];
        kept = wanted.stream().toArray();
        columns = new Column[kept.length];
        groups = owned.allocate(context, "group numbers", 4L * context.chunkRows());
    }

    /// The types of the columns that are kept.
    static List<Type> types(Schema input, BitSet wanted) {
        return wanted.stream().mapToObj(column -> input.field(column).type()).toList();
    }

    /// Adds the selected rows of a chunk; a refusal tells how much there is already.
    void addOrTell(Chunk input, JoinRows to, KeyedRows rows) {
        if (input.selectedRows() > 0) {
            try {
                add(input, to.table(), rows);
            } catch (MemoryLimitException refused) {
                throw to.refusal(refused);
            }
        }
    }

    /// Adds the selected rows of a chunk.
    void add(Chunk input, KeyTable table, KeyedRows rows) {
        Chunk dense = compactor.compact(input);
        program.run(dense);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = program.column(i);
        }
        for (int i = 0; i < kept.length; i++) {
            columns[i] = dense.column(kept[i]);
        }
        table.assign(keys, dense.rows(), groups);
        rows.append(columns, groups, dense.rows());
    }
}
