// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// And, or, in three values: what one operand decides alone is not null though the other is.
///
/// With the rows that are true and those that are false as two sets of bits, `and` intersects the true ones and unites the false
/// ones, and `or` the other way round. What is in neither set is null.
final class LogicEvaluator implements Evaluator {
    private final Evaluator left;
    private final Evaluator right;
    private final Kernel<Loop.BitBinary> joinTrue;
    private final Kernel<Loop.BitBinary> joinFalse;
    private final Kernel<Loop.BitBinary> or;
    private final Falses falses;
    private final long trueBits;
    private final long falseBits;
    private final long otherFalseBits;
    private final Column result = new Column(Type.BOOL);

    private LogicEvaluator(Evaluator left, Evaluator right, Kernel<Loop.BitBinary> joinTrue,
            Kernel<Loop.BitBinary> joinFalse, Forge forge, Scratch scratch) {
        this.left = left;
        this.right = right;
        this.joinTrue = joinTrue;
        this.joinFalse = joinFalse;
        this.or = forge.kernel(Bitmaps.or());
        this.falses = new Falses(forge);
        this.trueBits = scratch.bits();
        this.falseBits = scratch.bits();
        this.otherFalseBits = scratch.bits();
        this.result.setBits(trueBits, 0);
    }

    static LogicEvaluator and(Evaluator left, Evaluator right, Forge forge, Scratch scratch) {
        return new LogicEvaluator(left, right, forge.kernel(Bitmaps.and()), forge.kernel(Bitmaps.or()), forge, scratch);
    }

    static LogicEvaluator or(Evaluator left, Evaluator right, Forge forge, Scratch scratch) {
        return new LogicEvaluator(left, right, forge.kernel(Bitmaps.or()), forge.kernel(Bitmaps.and()), forge, scratch);
    }

    @Override
    public Column evaluate(Chunk chunk) {
        int rows = chunk.rows();
        Column a = left.evaluate(chunk);
        Column b = right.evaluate(chunk);
        joinTrue.current().apply(a.data(), a.dataBit(), b.data(), b.dataBit(), trueBits, rows);
        if (a.validity() == 0 && b.validity() == 0) {
            return result.setValidity(0, 0);
        }
        falses.put(a, falseBits, rows);
        falses.put(b, otherFalseBits, rows);
        joinFalse.current().apply(falseBits, 0, otherFalseBits, 0, falseBits, rows);
        or.current().apply(trueBits, 0, falseBits, 0, falseBits, rows);
        return result.setValidity(falseBits, 0);
    }
}
