// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.user;

import java.util.List;
import java.util.Optional;

import io.tidemill.codec.RowText;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Selection;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.UserCalls;
import io.tidemill.plan.expr.UserFunction;

/// The rows of the chunk at hand on which a function of the user's threw, and which are left out.
///
/// A row is judged once, for the first of an operator's functions that throws on it. Its number is that among the rows of the slot that
/// the operator was handed, whichever function it was.
public final class LeftOutRows {
    private final String operator;
    private final HandedRows handed;
    private final Kernel<Loop.BitUnary> not;
    private final Kernel<Loop.BitBinary> andNot;
    private final Selection kept;
    private final long bits;
    private int count;

    LeftOutRows(OperatorContext context, Scratch scratch) {
        operator = context.name();
        handed = new HandedRows(context, new UserCode(operator, new Site("udf", operator)));
        not = context.forge().kernel(Bitmaps.not());
        andNot = context.forge().kernel(Bitmaps.andNot());
        bits = scratch.bits();
        kept = scratch.selection(context.forge());
    }

    /// Empty where the expressions call no functions of the user's.
    public static Optional<LeftOutRows> of(List<Bound> expressions, OperatorContext context, Scratch scratch) {
        if (!UserCalls.isIn(expressions)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LeftOutRows(context, scratch));
        } catch (RuntimeException refused) {
            scratch.close();
            throw refused;
        }
    }

    /// Goes on to another chunk.
    public void begin() {
        handed.begin();
        if (count > 0) {
            Memory.fill(bits, (kept.capacity() + 7L) >>> 3, (byte) 0);
            count = 0;
        }
    }

    /// The rows of the chunk were handed over.
    public void end(Chunk chunk) {
        handed.next(chunk.selectedRows());
    }

    public int count() {
        return count;
    }

    boolean has(int row) {
        return count > 0 && bit(bits, row);
    }

    /// Leaves a row of the chunk out, or throws what stops the engine.
    void add(UserFunction function, Throwable thrown, Chunk chunk, int row) {
        handed.judgeNext(code(function), rank(chunk, row), thrown, () -> RowText.of(chunk, row));
        long address = bits + (row >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) | 1 << (row & 7)));
        count++;
    }

    /// Whom to blame where a function of the user's fails.
    public UserCode code(UserFunction function) {
        return new UserCode(operator, function.site());
    }

    /// How many rows that are meant are before a row.
    private static int rank(Chunk chunk, int row) {
        Selection selection = chunk.selection();
        if (selection == null) {
            return row;
        }
        int before = 0;
        for (int other = 0; other < row; other++) {
            before += bit(selection.bits(), other) ? 1 : 0;
        }
        return before;
    }

    private static boolean bit(long bits, int row) {
        return (Memory.byteAt(bits + (row >>> 3)) >>> (row & 7) & 1) != 0;
    }

    /// Takes the rows that are left out from those whose bits are 1; answers how many stay.
    public int without(long rowBits, int rows) {
        return andNot.current().apply(rowBits, 0, bits, 0, rowBits, rows);
    }

    /// The rows of the chunk that are meant and not left out: good until the next chunk.
    public Selection kept(Chunk chunk) {
        Selection selection = chunk.selection();
        int rows = selection == null
                ? not.current().apply(bits, 0, kept.bits(), chunk.rows())
                : andNot.current().apply(selection.bits(), 0, bits, 0, kept.bits(), chunk.rows());
        kept.set(rows, chunk.rows());
        return kept;
    }
}
