// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.plan.JoinColumn;

/// Picks columns of pairs of rows.
final class PairColumns {
    private final Supplier<JoinRows> lefts;
    private final Supplier<JoinRows> rights;
    private final Chunk chunk;
    private final List<Source> sources = new ArrayList<>();

    /// A column to be picked.
    ///
    /// @param target its index in the chunk
    /// @param from where it comes from: the index is among the columns that the side keeps
    record Source(int target, JoinColumn from, ColumnGather gather) {}

    /// @param lefts where the left rows are, and the keys
    /// @param rights where the right rows are
    /// @param schema of the chunk; columns that are not added are meaningless
    PairColumns(Supplier<JoinRows> lefts, Supplier<JoinRows> rights, Schema schema) {
        this.lefts = lefts;
        this.rights = rights;
        chunk = new Chunk(schema);
    }

    void add(int target, JoinColumn from, OperatorContext context, Owned owned) {
        sources.add(new Source(target, from,
                new ColumnGather(chunk.schema().field(target).type(), context, owned)));
    }

    /// What [#pick] fills.
    Chunk chunk() {
        return chunk;
    }

    /// Sets the chunk to the columns of some pairs, good until the next call.
    Chunk pick(PairNumbers pairs) {
        int count = pairs.count();
        JoinRows left = lefts.get();
        JoinRows right = rights.get();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            int index = source.from().index();
            Column picked = switch (source.from().from()) {
                case LEFT -> source.gather().gather(left.left().store().column(index), pairs.left(), count);
                case RIGHT -> source.gather().gather(right.right().store().column(index), pairs.right(), count);
                case KEY -> source.gather().gather(left.table().key(index), pairs.groups(), count);
            };
            chunk.column(source.target()).set(picked, 0);
        }
        chunk.rows(count);
        return chunk;
    }
}
