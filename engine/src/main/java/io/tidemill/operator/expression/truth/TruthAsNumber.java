// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Gathers;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.ConstantEvaluator;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.plan.expr.Bound;

/// A boolean as a number: 1 in the rows that are true, put there one by one, and 0 in all others.
public final class TruthAsNumber implements Evaluator {
    private final Evaluator input;
    private final Type type;
    private final Kernel<Loop.Select> select;
    private final Kernel<Loop.Gather> scatter;
    private final Column ones;
    private final long trueRows;
    private final long target;
    private final Column result;

    public TruthAsNumber(Evaluator input, Type type, Forge forge, Scratch scratch) {
        this.input = input;
        this.type = type;
        this.select = forge.kernel(Selections.select());
        this.scatter = forge.kernel(Gathers.scatter(type));
        this.ones = new ConstantEvaluator(new Bound.Constant(1, type), scratch).column();
        this.trueRows = scratch.values(Type.INT32);
        this.target = scratch.values(type);
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column truth = input.evaluate(chunk, wanted);
        int count = select.current().apply(truth.data(), truth.dataBit(), trueRows, chunk.rows());
        Memory.fill(target, (long) chunk.rows() * type.byteWidth(), (byte) 0);
        scatter.current().apply(ones.data(), trueRows, target, count);
        return result.setValidity(truth.validity(), truth.validityBit());
    }

    @Override
    public long scratch() {
        return target;
    }
}
