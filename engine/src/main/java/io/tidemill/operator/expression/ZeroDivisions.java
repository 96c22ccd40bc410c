// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Column;
import io.tidemill.metrics.Counter;

/// Makes the rows null that were divided by zero, and counts those that are meant.
///
/// A row that is not wanted, or whose operands are null, does not count.
final class ZeroDivisions {
    private final Kernel<Loop.BitUnary> not;
    private final Kernel<Loop.BitBinary> and;
    private final long divided; // bits of the rows with a result
    private final long failed;
    private final Counter count;

    ZeroDivisions(Forge forge, Scratch scratch, Counter count) {
        this.not = forge.kernel(Bitmaps.not());
        this.and = forge.kernel(Bitmaps.and());
        this.divided = scratch.bits();
        this.failed = scratch.bits();
        this.count = count;
    }

    /// Where a kernel puts the bits of the rows that have a quotient.
    long dividedBits() {
        return divided;
    }

    /// Adds the rows without a quotient, of which there are some, to those that are null already.
    void nullify(Column result, int rows, long wanted) {
        int failures = not.current().apply(divided, 0, failed, rows);
        if (result.validity() != 0) {
            failures = and.current().apply(failed, 0, result.validity(), result.validityBit(), failed, rows);
            and.current().apply(divided, 0, result.validity(), result.validityBit(), divided, rows);
        }
        if (wanted != Evaluator.ALL) {
            failures = and.current().apply(failed, 0, wanted, 0, failed, rows);
        }
        count.add(failures);
        result.setValidity(divided, 0);
    }
}
