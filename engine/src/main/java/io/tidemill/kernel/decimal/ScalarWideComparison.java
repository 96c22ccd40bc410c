// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import io.tidemill.memory.WideInteger;

/// Template: decimals of many digits with others or with integers, column with column. 64 rows make a word of bits.
final class ScalarWideComparison implements Loop.BinaryPredicate {
    private static final DecimalComparison.WideSpecification SPECIFICATION = (DecimalComparison.WideSpecification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Element LEFT = SPECIFICATION.left();
    private static final Element RIGHT = SPECIFICATION.right();
    private static final boolean IS_SAME_SCALE = SPECIFICATION.leftDigits() == SPECIFICATION.rightDigits();
    private static final long LEFT_POWER = WideSize.firstPower(SPECIFICATION.leftDigits());
    private static final long LEFT_MORE = WideSize.secondPower(SPECIFICATION.leftDigits());
    private static final long RIGHT_POWER = WideSize.firstPower(SPECIFICATION.rightDigits());
    private static final long RIGHT_MORE = WideSize.secondPower(SPECIFICATION.rightDigits());

    @Override
    public int apply(long left, long right, long targetBits, int rows) {
        int ones = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int order = order(LEFT.highAt(left, row), LEFT.lowAt(left, row), RIGHT.highAt(right, row),
                        RIGHT.lowAt(right, row));
                word |= (SPECIFICATION.holds(order) ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }

    private static int order(long leftHigh, long leftLow, long rightHigh, long rightLow) {
        if (IS_SAME_SCALE || (leftHigh ^ rightHigh) < 0) {
            return WideInteger.compare(leftHigh, leftLow, rightHigh, rightLow);
        }
        long low = WideSize.low(leftHigh, leftLow);
        long high = scaled(WideSize.high(leftHigh, leftLow), low, LEFT_POWER, LEFT_MORE);
        long otherLow = WideSize.low(rightHigh, rightLow);
        long otherHigh = scaled(WideSize.high(rightHigh, rightLow), otherLow, RIGHT_POWER, RIGHT_MORE);
        int order = compare(high, low * LEFT_POWER * LEFT_MORE, otherHigh, otherLow * RIGHT_POWER * RIGHT_MORE);
        return leftHigh < 0 ? -order : order;
    }

    private static long scaled(long high, long low, long power, long more) {
        return WideSize.timesHigh(WideSize.timesHigh(high, low, power), low * power, more);
    }

    /// Only the one that was multiplied can be too large: it is the greater one.
    private static int compare(long high, long low, long otherHigh, long otherLow) {
        if ((high | otherHigh) < 0) {
            return high < 0 ? 1 : -1;
        }
        return high == otherHigh ? Long.compareUnsigned(low, otherLow) : Long.compare(high, otherHigh);
    }
}
