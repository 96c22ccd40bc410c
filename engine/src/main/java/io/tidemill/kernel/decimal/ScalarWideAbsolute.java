// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.WideInteger;

/// Template: decimals of many digits without their signs.
final class ScalarWideAbsolute implements Loop.Unary {

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            long high = WideInteger.highAt(source + 16 * row);
            long low = WideInteger.lowAt(source + 16 * row);
            WideInteger.put(target + 16 * row, WideSize.high(high, low), WideSize.low(high, low));
        }
    }
}
