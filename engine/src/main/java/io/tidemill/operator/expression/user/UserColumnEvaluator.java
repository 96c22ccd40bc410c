// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.user;

import io.tidemill.ColumnFunction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.plan.UserCode;

/// Calls a function of the user's for all rows of a chunk that are meant. What it throws is no row's fault, and stops the engine.
public record UserColumnEvaluator(ColumnFunction function, Arguments arguments, ColumnWriter result,
        UserCode code) implements Evaluator {

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Chunk values = arguments.of(chunk, wanted);
        result.clear();
        if (values.selectedRows() > 0) {
            try {
                function.apply(values, result);
            } catch (Throwable thrown) {
                throw code.failure(thrown);
            }
        }
        return result.column();
    }
}
