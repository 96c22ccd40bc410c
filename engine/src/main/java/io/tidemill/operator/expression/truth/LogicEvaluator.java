// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;

/// And, or, in three values: what one operand decides alone is not null though the other is.
///
/// With the rows that are true and those that are false as two sets of bits, `and` intersects the true ones and unites the false
/// ones, and `or` the other way round. What is in neither set is null.
public final class LogicEvaluator implements Evaluator {
    private final Evaluator left;
    private final Evaluator right;
    private final boolean isAnd;
    private final boolean narrows;
    private final Kernel<Loop.BitBinary> and;
    private final Kernel<Loop.BitBinary> or;
    private final Kernel<Loop.BitUnary> not;
    private final Falses falses;
    private final long trueBits;
    private final long falseBits;
    private final long otherFalseBits;
    private final long undecidedBits;
    private final Column result = new Column(Type.BOOL);

    /// @param isAnd or `or`
    /// @param narrows whether it matters which rows the right operand is asked for
    public LogicEvaluator(boolean isAnd, Evaluator left, Evaluator right, boolean narrows, Forge forge,
            Scratch scratch) {
        this.isAnd = isAnd;
        this.left = left;
        this.right = right;
        this.narrows = narrows;
        this.and = forge.kernel(Bitmaps.and());
        this.or = forge.kernel(Bitmaps.or());
        this.not = forge.kernel(Bitmaps.not());
        this.falses = new Falses(forge);
        this.trueBits = scratch.bits();
        this.falseBits = scratch.bits();
        this.otherFalseBits = scratch.bits();
        this.undecidedBits = narrows ? scratch.bits() : 0;
        this.result.setBits(trueBits, 0);
    }

    /// The wanted rows that the left operand leaves to the right one.
    private long undecided(Column truth, int rows, long wanted) {
        if (isAnd) {
            falses.put(truth, falseBits, rows);
            not.current().apply(falseBits, 0, undecidedBits, rows);
        } else {
            not.current().apply(truth.data(), truth.dataBit(), undecidedBits, rows);
        }
        if (wanted != ALL) {
            and.current().apply(undecidedBits, 0, wanted, 0, undecidedBits, rows);
        }
        return undecidedBits;
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        int rows = chunk.rows();
        Column a = left.evaluate(chunk, wanted);
        Column b = right.evaluate(chunk, narrows ? undecided(a, rows, wanted) : wanted);
        (isAnd ? and : or).current().apply(a.data(), a.dataBit(), b.data(), b.dataBit(), trueBits, rows);
        if (a.validity() == 0 && b.validity() == 0) {
            return result.setValidity(0, 0);
        }
        falses.put(a, falseBits, rows);
        falses.put(b, otherFalseBits, rows);
        (isAnd ? or : and).current().apply(falseBits, 0, otherFalseBits, 0, falseBits, rows);
        or.current().apply(trueBits, 0, falseBits, 0, falseBits, rows);
        return result.setValidity(falseBits, 0);
    }
}
