// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.BitSet;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;

/// Puts the selected rows of a chunk one behind the other, in the columns that are needed of it.
public final class Compactor {
    /// Rows to a selected one from which on a selection is sparse.
    private static final int SPARSE = 4;

    private final Chunk dense;
    private final int[] needed;
    private final ColumnGather[] gathers;

    /// @param columns those that will be read of the compacted chunk: all others of it are meaningless
    public Compactor(Schema schema, BitSet columns, OperatorContext context, Owned owned) {
        dense = new Chunk(schema);
        needed = columns.stream().toArray();
        gathers = new ColumnGather[needed.length];
        for (int i = 0; i < needed.length; i++) {
            gathers[i] = new ColumnGather(schema.field(needed[i]).type(), context, owned);
        }
    }

    /// Of a chunk all of whose columns will be read.
    public Compactor(Schema schema, OperatorContext context, Owned owned) {
        this(schema, all(schema), context, owned);
    }

    private static BitSet all(Schema schema) {
        BitSet all = new BitSet();
        all.set(0, schema.size());
        return all;
    }

    /// The input with all its rows if most of them are selected, else only those that are.
    ///
    /// What is computed of all rows costs less than picking half of them.
    public Chunk compactIfSparse(Chunk input) {
        return SPARSE * (long) input.selectedRows() < input.rows() ? compact(input) : input;
    }

    /// A chunk in which all rows are selected: the input itself if they are, else one that is good until the next call.
    public Chunk compact(Chunk input) {
        Selection selection = input.selection();
        if (selection == null) {
            return input;
        }
        for (int i = 0; i < needed.length; i++) {
            int column = needed[i];
            dense.column(column)
                    .set(gathers[i].gather(input.column(column), selection, input.rows()), 0);
        }
        dense.rows(selection.rows());
        return dense;
    }
}
