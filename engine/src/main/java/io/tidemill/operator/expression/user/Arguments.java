// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.user;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.MeantRows;
import io.tidemill.operator.expression.evaluator.Scratch;

/// What a function of the user's is handed: a column of each operand, and the rows that are meant.
public final class Arguments {
    private final List<Evaluator> operands;
    private final Column[] columns;
    private final Chunk values;
    private final MeantRows meant;

    public Arguments(List<Evaluator> operands, Schema schema, boolean takesNulls, Forge forge, Scratch scratch) {
        this.operands = operands;
        this.columns = new Column[operands.size()];
        this.values = new Chunk(schema);
        this.meant = new MeantRows(takesNulls, forge, scratch);
    }

    public Schema schema() {
        return values.schema();
    }

    /// Good until the next call.
    public Chunk of(Chunk chunk, long wanted) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = operands.get(i).evaluate(chunk, wanted);
            values.column(i).set(columns[i], 0);
        }
        values.rows(chunk.rows());
        return values.selection(meant.of(chunk.rows(), wanted, columns));
    }
}
