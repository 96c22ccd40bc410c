// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.plan.expr.Bound;

/// One of two values, by a condition. Both are computed of all rows; where one may fail it is asked only for those that take it.
public final class IfEvaluator implements Evaluator {
    private final Evaluator condition;
    private final Evaluator value;
    private final Evaluator otherwise;
    private final boolean narrowsValue;
    private final boolean narrowsOtherwise;
    private final boolean nullable;
    private final ChosenValues values;
    private final Kernel<Loop.BitUnary> copy;
    private final Kernel<Loop.BitUnary> not;
    private final Kernel<Loop.BitBinary> and;
    private final Kernel<Loop.BitBinary> andNot;
    private final Kernel<Loop.BitBinary> or;
    private final long taken;
    private final long narrowed;
    private final long validity;
    private final long otherValidity;
    private final Column result;

    public IfEvaluator(Bound.If node, Evaluator condition, Evaluator value, Evaluator otherwise, Forge forge,
            Scratch scratch) {
        this.condition = condition;
        this.value = value;
        this.otherwise = otherwise;
        this.narrowsValue = node.value().mayFail();
        this.narrowsOtherwise = node.otherwise().mayFail();
        this.nullable = node.nullable();
        this.values = ChosenValues.of(node.type(), forge, scratch);
        this.copy = forge.kernel(Bitmaps.copy());
        this.not = forge.kernel(Bitmaps.not());
        this.and = forge.kernel(Bitmaps.and());
        this.andNot = forge.kernel(Bitmaps.andNot());
        this.or = forge.kernel(Bitmaps.or());
        this.taken = scratch.bits();
        this.narrowed = scratch.bits();
        this.validity = scratch.bits();
        this.otherValidity = scratch.bits();
        this.result = new Column(node.type());
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        int rows = chunk.rows();
        Column truth = condition.evaluate(chunk, wanted);
        copy.current().apply(truth.data(), truth.dataBit(), taken, rows);
        Column left = value.evaluate(chunk, narrowsValue ? taking(rows, wanted) : wanted);
        Column right = otherwise.evaluate(chunk, narrowsOtherwise ? notTaking(rows, wanted) : wanted);
        values.choose(taken, left, right, result, rows);
        boolean hasNulls = nullable && (left.validity() != 0 || right.validity() != 0);
        return hasNulls ? chooseValidity(left, right, rows) : result.setValidity(0, 0);
    }

    private long taking(int rows, long wanted) {
        if (wanted == ALL) {
            return taken;
        }
        and.current().apply(taken, 0, wanted, 0, narrowed, rows);
        return narrowed;
    }

    private long notTaking(int rows, long wanted) {
        if (wanted == ALL) {
            not.current().apply(taken, 0, narrowed, rows);
        } else {
            andNot.current().apply(wanted, 0, taken, 0, narrowed, rows);
        }
        return narrowed;
    }

    private Column chooseValidity(Column left, Column right, int rows) {
        if (left.validity() == 0) {
            copy.current().apply(taken, 0, validity, rows);
        } else {
            and.current().apply(left.validity(), left.validityBit(), taken, 0, validity, rows);
        }
        if (right.validity() == 0) {
            not.current().apply(taken, 0, otherValidity, rows);
        } else {
            andNot.current().apply(right.validity(), right.validityBit(), taken, 0, otherValidity, rows);
        }
        or.current().apply(validity, 0, otherValidity, 0, validity, rows);
        return result.setValidity(validity, 0);
    }
}
