// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: numbers of many digits with more or fewer of them at the end, 64 rows to a word of bits.
final class ScalarWideScaling implements Loop.PartialUnary {
    private static final DecimalCasts.WideScaling SCALING = (DecimalCasts.WideScaling) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element FROM = SCALING.from();
    private static final WideResult RESULT = SCALING.result();
    private static final long POWER = WideSize.firstPower(SCALING.more());
    private static final long MORE = WideSize.secondPower(SCALING.more());

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean fits = put(FROM.highAt(source, row), FROM.lowAt(source, row), target, row);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static boolean put(long high, long low, long target, long row) {
        long sizeLow = WideSize.low(high, low);
        long scaled = WideSize.timesHigh(WideSize.high(high, low), sizeLow, POWER);
        return RESULT.put(high < 0, WideSize.timesHigh(scaled, sizeLow * POWER, MORE), sizeLow * POWER * MORE, target,
                row);
    }
}
