// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.user;

import io.tidemill.codec.BoxedValues;
import io.tidemill.codec.RowCursor;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.plan.expr.UserFunction;
import io.tidemill.plan.expr.UserFunction.RowBody;

/// Calls a function of the user's row by row. A row on which it throws is left out, unless its verdict is to stop.
public final class UserFunctionEvaluator implements Evaluator {
    private final UserFunction function;
    private final RowBody body;
    private final Arguments arguments;
    private final RowCursor cursor;
    private final ColumnWriter result;
    private final LeftOutRows leftOut;

    public UserFunctionEvaluator(UserFunction function, RowBody body, Arguments arguments,
            ColumnWriter result, LeftOutRows leftOut) {
        this.function = function;
        this.body = body;
        this.arguments = arguments;
        this.cursor = new RowCursor(arguments.schema());
        this.result = result;
        this.leftOut = leftOut;
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Chunk values = arguments.of(chunk, wanted);
        result.clear();
        cursor.borrow(values);
        try {
            for (int i = 0; i < values.selectedRows(); i++) {
                int row = values.rowAt(i);
                if (!leftOut.has(row)) {
                    call(chunk, row);
                }
            }
        } finally {
            cursor.release();
        }
        return result.column();
    }

    private void call(Chunk chunk, int row) {
        try {
            Object value = body.apply(cursor.moveTo(row));
            if (value != null) {
                BoxedValues.write(value, result, row);
            }
        } catch (Throwable thrown) {
            leftOut.add(function, thrown, chunk, row);
        }
    }
}
