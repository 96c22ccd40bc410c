// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Column;

/// The rows in which a boolean is false, which is not the same as not true.
final class Falses {
    private final Kernel<Loop.BitUnary> not;
    private final Kernel<Loop.BitBinary> andNot;

    Falses(Forge forge) {
        this.not = forge.kernel(Bitmaps.not());
        this.andNot = forge.kernel(Bitmaps.andNot());
    }

    void put(Column truth, long bits, int rows) {
        if (truth.validity() == 0) {
            not.current().apply(truth.data(), truth.dataBit(), bits, rows);
        } else {
            andNot.current()
                    .apply(truth.validity(), truth.validityBit(), truth.data(), truth.dataBit(), bits, rows);
        }
    }
}
