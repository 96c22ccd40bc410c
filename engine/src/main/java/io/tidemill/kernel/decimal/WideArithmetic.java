// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.decimal.DecimalCasts.Rounding;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// [DecimalArithmetic] where an operand or the result has more than 18 digits.
///
/// What stays within 128 bits on its way is computed there; only of what does not some objects are made, to be exact too.
enum WideArithmetic {
    ADD {
        @Override
        boolean put(long leftHigh, long leftLow, long rightHigh, long rightLow, Specification by, long target,
                long row) {
            return by.putSum(leftHigh, leftLow, rightHigh, rightLow, false, target, row);
        }

        @Override
        BigDecimal exactly(BigDecimal left, BigDecimal right, int scale) {
            return left.add(right);
        }
    },
    SUB {
        @Override
        boolean put(long leftHigh, long leftLow, long rightHigh, long rightLow, Specification by, long target,
                long row) {
            return by.putSum(leftHigh, leftLow, rightHigh, rightLow, true, target, row);
        }

        @Override
        BigDecimal exactly(BigDecimal left, BigDecimal right, int scale) {
            return left.subtract(right);
        }
    },
    MUL {
        @Override
        boolean put(long leftHigh, long leftLow, long rightHigh, long rightLow, Specification by, long target,
                long row) {
            long high = WideSize.high(leftHigh, leftLow);
            long low = WideSize.low(leftHigh, leftLow);
            long otherHigh = WideSize.high(rightHigh, rightLow);
            long otherLow = WideSize.low(rightHigh, rightLow);
            long productHigh = otherHigh == 0
                    ? WideSize.timesHigh(high, low, otherLow)
                    : high == 0 ? WideSize.timesHigh(otherHigh, otherLow, low) : WideSize.TOO_LARGE;
            return productHigh < 0
                    ? by.putExactly(leftHigh, leftLow, rightHigh, rightLow, target, row)
                    : by.result().put((leftHigh ^ rightHigh) < 0, productHigh, low * otherLow, target, row);
        }

        @Override
        BigDecimal exactly(BigDecimal left, BigDecimal right, int scale) {
            return left.multiply(right);
        }
    },
    DIV {
        @Override
        boolean put(long leftHigh, long leftLow, long rightHigh, long rightLow, Specification by, long target,
                long row) {
            return by.putQuotient(leftHigh, leftLow, rightHigh, rightLow, target, row);
        }

        @Override
        BigDecimal exactly(BigDecimal left, BigDecimal right, int scale) {
            return left.divide(right, scale, RoundingMode.HALF_UP);
        }
    },
    /// Has the sign of the dividend.
    MOD {
        @Override
        boolean put(long leftHigh, long leftLow, long rightHigh, long rightLow, Specification by, long target,
                long row) {
            return by.putRemainder(leftHigh, leftLow, rightHigh, rightLow, target, row);
        }

        @Override
        BigDecimal exactly(BigDecimal left, BigDecimal right, int scale) {
            return left.remainder(right);
        }
    };

    /// @param leftPower what the left operand is multiplied by first
    /// @param leftMore and then by this
    /// @param isFar whether even these are too few
    record Specification(WideArithmetic operation, Type leftType, Type rightType, Element left, Element right,
            long leftPower, long leftMore, long rightPower, long rightMore, boolean isFar, WideResult result) {

        private long leftHigh(long high, long low) {
            return WideSize.timesHigh(WideSize.timesHigh(high, low, leftPower), low * leftPower, leftMore);
        }

        private long rightHigh(long high, long low) {
            return WideSize.timesHigh(WideSize.timesHigh(high, low, rightPower), low * rightPower, rightMore);
        }

        private boolean putSum(long leftHigh, long leftLow, long rightHigh, long rightLow, boolean subtracts,
                long target, long row) {
            long low = WideSize.low(leftHigh, leftLow);
            long high = leftHigh(WideSize.high(leftHigh, leftLow), low);
            low = low * leftPower * leftMore;
            long otherLow = WideSize.low(rightHigh, rightLow);
            long otherHigh = rightHigh(WideSize.high(rightHigh, rightLow), otherLow);
            otherLow = otherLow * rightPower * rightMore;
            boolean isNegative = leftHigh < 0;
            long sumHigh = high + otherHigh + (Long.compareUnsigned(low + otherLow, low) < 0 ? 1 : 0);
            boolean adds = isNegative == (rightHigh < 0 != subtracts);
            if ((high | otherHigh) < 0 || (adds && sumHigh < 0)) {
                return putExactly(leftHigh, leftLow, rightHigh, rightLow, target, row);
            }
            if (adds) {
                return result.put(isNegative, sumHigh, low + otherLow, target, row);
            }
            return WideSize.isLess(high, low, otherHigh, otherLow)
                    ? result.put(!isNegative, otherHigh - high - WideSize.borrow(otherLow, low), otherLow - low, target,
                            row)
                    : result.put(isNegative, high - otherHigh - WideSize.borrow(low, otherLow), low - otherLow, target,
                            row);
        }

        private boolean putQuotient(long leftHigh, long leftLow, long rightHigh, long rightLow, long target,
                long row) {
            if ((rightHigh | rightLow) == 0) {
                return result.putNone(target, row);
            }
            long low = WideSize.low(leftHigh, leftLow);
            long high = leftHigh(WideSize.high(leftHigh, leftLow), low);
            low = low * leftPower * leftMore;
            long divisorHigh = WideSize.high(rightHigh, rightLow);
            long divisorLow = WideSize.low(rightHigh, rightLow);
            if ((high | divisorHigh) < 0 || isFar) {
                return putExactly(leftHigh, leftLow, rightHigh, rightLow, target, row);
            }
            boolean isNegative = (leftHigh ^ rightHigh) < 0;
            if (divisorHigh == 0) {
                long quotient = WideSize.quotientLow(high, low, divisorLow);
                boolean adds = WideResult.isHalf(low - quotient * divisorLow, divisorLow);
                return result.store(isNegative, WideSize.quotientHigh(high, divisorLow), quotient, adds, target, row);
            }
            long quotient = WideSize.quotient(high, low, divisorHigh, divisorLow);
            long rest = low - quotient * divisorLow;
            long restHigh = WideSize.restHigh(high, low, quotient, divisorHigh, divisorLow);
            boolean adds = !WideSize.isLess(restHigh, rest,
                    divisorHigh - restHigh - WideSize.borrow(divisorLow, rest), divisorLow - rest);
            return result.store(isNegative, 0, quotient, adds, target, row);
        }

        private boolean putRemainder(long leftHigh, long leftLow, long rightHigh, long rightLow, long target,
                long row) {
            if ((rightHigh | rightLow) == 0) {
                return result.putNone(target, row);
            }
            long low = WideSize.low(leftHigh, leftLow);
            long high = leftHigh(WideSize.high(leftHigh, leftLow), low);
            low = low * leftPower * leftMore;
            long divisorLow = WideSize.low(rightHigh, rightLow);
            long divisorHigh = rightHigh(WideSize.high(rightHigh, rightLow), divisorLow);
            divisorLow = divisorLow * rightPower * rightMore;
            if ((high | divisorHigh) < 0) {
                return putExactly(leftHigh, leftLow, rightHigh, rightLow, target, row);
            }
            if (divisorHigh == 0) {
                long quotient = WideSize.quotientLow(high, low, divisorLow);
                return result.store(leftHigh < 0, 0, low - quotient * divisorLow, false, target, row);
            }
            long quotient = WideSize.quotient(high, low, divisorHigh, divisorLow);
            return result.store(leftHigh < 0, WideSize.restHigh(high, low, quotient, divisorHigh, divisorLow),
                    low - quotient * divisorLow, false, target, row);
        }

        /// Makes some objects.
        private boolean putExactly(long leftHigh, long leftLow, long rightHigh, long rightLow, long target,
                long row) {
            BigDecimal value = operation.exactly(decimal(leftHigh, leftLow, leftType),
                    decimal(rightHigh, rightLow, rightType), result.type().scale());
            return result.put(value, target, row);
        }

        private static BigDecimal decimal(long high, long low, Type type) {
            return new BigDecimal(WideInteger.of(high, low), type.scale());
        }
    }

    /// Column by column, of decimals.
    Shape<Loop.Partial> of(Type left, Type right, Type result) {
        int common = Math.max(left.scale(), right.scale());
        int leftDigits = switch (this) {
            case ADD, SUB, MOD -> common - left.scale();
            case MUL -> 0;
            case DIV -> result.scale() - left.scale() + right.scale();
        };
        int rightDigits = this == MUL || this == DIV ? 0 : common - right.scale();
        int cut = switch (this) {
            case ADD, SUB, MOD -> common - result.scale();
            case MUL -> left.scale() + right.scale() - result.scale();
            case DIV -> 0;
        };
        return Recipe.single(ScalarWideArithmetic.class,
                new Specification(this, left, right, Element.of(left), Element.of(right),
                        WideSize.firstPower(leftDigits), WideSize.secondPower(leftDigits),
                        WideSize.firstPower(rightDigits), WideSize.secondPower(rightDigits),
                        leftDigits > 2 * WideSize.STEP, WideResult.of(result, cut, Rounding.HALF_UP)));
    }

    /// Stores the result of a row; false if it has none.
    abstract boolean put(long leftHigh, long leftLow, long rightHigh, long rightLow, Specification by, long target,
            long row);

    /// The result of numbers that leave 128 bits on their way.
    abstract BigDecimal exactly(BigDecimal left, BigDecimal right, int scale);
}
