// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;

/// What a function of the user's is handed: a column of each operand, and the rows that are meant.
final class Arguments {
    private final List<Evaluator> operands;
    private final Column[] columns;
    private final Chunk values;
    private final MeantRows meant;

    Arguments(List<Evaluator> operands, Schema schema, boolean takesNulls, Forge forge, Scratch scratch) {
        this.operands = operands;
        this.columns = new Column[operands.size()];
        this.values = new Chunk(schema);
        this.meant = new MeantRows(takesNulls, forge, scratch);
    }

    Schema schema() {
        return values.schema();
    }

    /// Good until the next call.
    Chunk of(Chunk chunk, long wanted) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = operands.get(i).evaluate(chunk, wanted);
            values.column(i).set(columns[i], 0);
        }
        values.rows(chunk.rows());
        return values.selection(meant.of(chunk.rows(), wanted, columns));
    }
}
