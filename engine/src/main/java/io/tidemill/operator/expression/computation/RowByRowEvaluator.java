// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Selection;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.FailedRows;
import io.tidemill.operator.expression.evaluator.MeantRows;
import io.tidemill.operator.expression.evaluator.Scratch;

/// Computes what costs much row by row, and only of the rows that are wanted and not null.
public final class RowByRowEvaluator implements Evaluator {
    private final RowComputation computation;
    private final Evaluator input;
    private final MeantRows meant;
    private final ColumnWriter result;
    private final FailedRows failed;
    private final Kernel<Loop.BitUnary> not;
    private final long none;
    private final Column[] operands = new Column[1];

    public RowByRowEvaluator(RowComputation computation, Evaluator input, ColumnWriter result, FailedRows failed,
            Forge forge, Scratch scratch) {
        this.computation = computation;
        this.input = input;
        this.result = result;
        this.failed = failed;
        this.meant = new MeantRows(false, forge, scratch);
        this.not = forge.kernel(Bitmaps.not());
        this.none = scratch.bits();
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        int rows = chunk.rows();
        Column operand = input.evaluate(chunk, wanted);
        operands[0] = operand;
        Selection selection = meant.of(rows, wanted, operands);
        result.clear();
        int failures = 0;
        for (int i = 0; i < selection.rows(); i++) {
            int row = selection.rowAt(i);
            if (!computation.compute(operand, row, result)) {
                if (failures++ == 0) {
                    int _ = not.current().apply(none, 0, failed.computedBits(), rows);
                }
                long address = failed.computedBits() + (row >>> 3);
                Memory.putByte(address, (byte) (Memory.byteAt(address) & ~(1 << (row & 7))));
            }
        }
        Column column = result.column();
        if (failures > 0) {
            column.setValidity(operand.validity(), operand.validityBit());
            failed.nullify(column, rows, wanted);
        }
        return column;
    }
}
