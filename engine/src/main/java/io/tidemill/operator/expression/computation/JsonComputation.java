// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import java.util.List;

import io.tidemill.format.json.JsonFinder;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.plan.expr.JsonPath;
import io.tidemill.plan.expr.TextComputation.JsonValue;

/// What lies at a path in texts of JSON.
record JsonComputation(JsonFinder finder) implements RowComputation {
    private static final String WHAT = "what is found in JSON by an expression";

    static JsonComputation of(JsonValue function, Forge forge, Scratch scratch) {
        List<Object> steps = JsonPath.steps(function.path());
        return new JsonComputation(scratch.make(budget -> new JsonFinder(forge, budget, WHAT, steps)));
    }

    @Override
    public boolean compute(Column operand, int row, ColumnWriter result) {
        if (finder.find(operand.textAddress(row), operand.textBytes(row))) {
            result.setBytes(row, finder.address(), finder.bytes());
        }
        return true;
    }
}
