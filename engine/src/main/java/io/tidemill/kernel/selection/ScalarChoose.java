// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;

/// Template: the value of one column or the other, by bits.
final class ScalarChoose implements Loop.Choose {
    private static final Element ELEMENT = (Element) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public void apply(long bits, long left, long right, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            ELEMENT.copy(Bits.at(bits, row) ? left : right, row, target, row);
        }
    }
}
