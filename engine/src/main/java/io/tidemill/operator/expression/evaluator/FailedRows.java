// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.operator.ValueFailures;
import io.tidemill.plan.expr.Bound;

/// Makes the rows null for which a node has no result, and counts those that are meant, or stops at the first of them.
///
/// A row that is not wanted, or whose operands are null, does not count.
public final class FailedRows {
    private final Kernel<Loop.BitUnary> not;
    private final Kernel<Loop.BitBinary> and;
    private final Bound node;
    private final long computed; // bits of the rows with a result
    private final long failed;
    private final ValueFailures failures;

    public FailedRows(Bound node, Forge forge, Scratch scratch, ValueFailures failures) {
        this.node = node;
        this.not = forge.kernel(Bitmaps.not());
        this.and = forge.kernel(Bitmaps.and());
        this.computed = scratch.bits();
        this.failed = scratch.bits();
        this.failures = failures;
    }

    /// Where a kernel puts the bits of the rows that have a result.
    public long computedBits() {
        return computed;
    }

    /// Adds the rows without a result, of which there are some, to those that are null already.
    public void nullify(Column result, int rows, long wanted) {
        int count = not.current().apply(computed, 0, failed, rows);
        if (result.validity() != 0) {
            count = and.current().apply(failed, 0, result.validity(), result.validityBit(), failed, rows);
            and.current().apply(computed, 0, result.validity(), result.validityBit(), computed, rows);
        }
        if (wanted != Evaluator.ALL) {
            count = and.current().apply(failed, 0, wanted, 0, failed, rows);
        }
        if (count > 0 && failures.stops()) {
            throw failures.stop(node.toString(), firstFailed());
        }
        failures.add(count);
        result.setValidity(computed, 0);
    }

    private int firstFailed() {
        int row = 0;
        while ((Memory.byteAt(failed + (row >>> 3)) >>> (row & 7) & 1) == 0) {
            row++;
        }
        return row;
    }
}
