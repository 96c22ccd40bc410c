// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.List;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.expr.Bound;

/// Makes a column of each expression. A column that is only chosen is passed as a view; the others are computed.
public final class ProjectOperator implements Operator {
    private final List<Bound> expressions;
    private final int columns;
    private final boolean computes;
    private final Chunk result;
    private final Owned owned = new Owned();
    private ColumnProgram program;

    public ProjectOperator(Schema input, Schema output, List<Bound> expressions) {
        this.expressions = List.copyOf(expressions);
        this.columns = expressions.size();
        this.computes = expressions.stream().anyMatch(expression -> !(expression instanceof Bound.Column));
        this.result = new Chunk(output);
    }

    @Override
    public void open(OperatorContext context) {
        program = owned.add(ColumnProgram.withUserCode(expressions, context));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        if (input.selectedRows() > 0) {
            program.run(input);
            result.selection(program.kept(input));
            for (int i = 0; i < columns; i++) {
                result.column(i).set(program.column(i), 0);
            }
            result.rows(input.rows());
            result.stable(input.stable() && !computes);
            if (result.selectedRows() > 0) {
                output.pass(result);
            }
        }
        return Progress.DONE;
    }

    @Override
    public void close() {
        owned.close();
    }
}
