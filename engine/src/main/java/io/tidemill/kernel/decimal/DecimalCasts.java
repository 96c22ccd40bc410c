// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Decimals of other digits, and numbers as decimals, where they fit. None of these loops writes over its input.
///
/// A row that the type does not hold has no value: its bit is 0, its value is 0, and it is counted.
public final class DecimalCasts {

    /// What becomes of digits behind the point that are cut off.
    public enum Rounding {
        HALF_UP {
            @Override
            long of(long value, long divisor) {
                return Wide.divided(value, divisor, Long.MAX_VALUE);
            }

            @Override
            boolean adds(boolean negative, boolean isHalf, boolean isEvenTie, boolean hasRest) {
                return isHalf;
            }
        },
        HALF_EVEN {
            @Override
            long of(long value, long divisor) {
                long whole = Math.floorDiv(value, divisor);
                long rest = value - whole * divisor;
                long beyondHalf = rest - (divisor - rest);
                boolean adds = beyondHalf > 0 || (beyondHalf == 0 && (whole & 1) != 0);
                return adds ? whole + 1 : whole;
            }

            @Override
            boolean adds(boolean negative, boolean isHalf, boolean isEvenTie, boolean hasRest) {
                return isHalf && !isEvenTie;
            }
        },
        DOWN {
            @Override
            long of(long value, long divisor) {
                return value / divisor;
            }

            @Override
            boolean adds(boolean negative, boolean isHalf, boolean isEvenTie, boolean hasRest) {
                return false;
            }
        },
        FLOOR {
            @Override
            long of(long value, long divisor) {
                return Math.floorDiv(value, divisor);
            }

            @Override
            boolean adds(boolean negative, boolean isHalf, boolean isEvenTie, boolean hasRest) {
                return negative && hasRest;
            }
        },
        CEILING {
            @Override
            long of(long value, long divisor) {
                return Math.ceilDiv(value, divisor);
            }

            @Override
            boolean adds(boolean negative, boolean isHalf, boolean isEvenTie, boolean hasRest) {
                return !negative && hasRest;
            }
        };

        abstract long of(long value, long divisor);

        /// Whether the size of a quotient is one more than what was cut off to.
        ///
        /// @param isHalf whether that was half of the last digit that is left, or more
        /// @param isEvenTie whether it was exactly half, and that digit is even
        abstract boolean adds(boolean negative, boolean isHalf, boolean isEvenTie, boolean hasRest);
    }

    /// @param power what a value is multiplied by
    /// @param divisor what it is divided by, if power is 1
    record Scaling(Element from, Element to, long power, long divisor, Rounding rounding, long least, long greatest) {}

    /// @param more how many digits a number gets at its end
    record WideScaling(Element from, int more, WideResult result) {}

    /// @param from of the floats
    record OfFloat(Element from, int precision, int scale) {}

    private DecimalCasts() {}

    /// Integers or decimals as decimals, rounded half away from zero.
    public static Shape<Loop.PartialUnary> rescaled(Type from, Type to) {
        int up = to.scale() - from.scale();
        if (from.isWide() || to.isWide()) {
            return scaled(from, to, up, Rounding.HALF_UP);
        }
        long limit = Wide.limit(to.precision());
        return Recipe.single(ScalarDecimalScaling.class,
                new Scaling(Element.of(from), Element.INT64, Wide.power(Math.max(up, 0)), Wide.power(Math.max(-up, 0)),
                        Rounding.HALF_UP, -limit, limit));
    }

    /// Decimals in units of a power of ten, as decimals of such units.
    ///
    /// @param cut how many digits at their end are lost
    public static Shape<Loop.PartialUnary> units(Type from, Type to, int cut, Rounding rounding) {
        if (from.isWide() || to.isWide()) {
            return scaled(from, to, -cut, rounding);
        }
        long limit = Wide.limit(to.precision());
        return Recipe.single(ScalarDecimalScaling.class,
                new Scaling(Element.INT64, Element.INT64, 1, Wide.power(cut), rounding, -limit, limit));
    }

    /// Decimals by a power of ten.
    ///
    /// @param more how many zeros they get at their end
    public static Shape<Loop.PartialUnary> multiplied(Type from, Type to, int more) {
        if (from.isWide() || to.isWide()) {
            return scaled(from, to, more, Rounding.HALF_UP);
        }
        long limit = Wide.limit(to.precision());
        return Recipe.single(ScalarDecimalScaling.class, new Scaling(Element.INT64, Element.INT64, Wide.power(more), 1,
                Rounding.HALF_UP, -limit, limit));
    }

    /// Decimals as integers.
    public static Shape<Loop.PartialUnary> integers(Type from, Type to, Rounding rounding) {
        if (from.isWide()) {
            return scaled(from, to, -from.scale(), rounding);
        }
        Element element = Element.of(to);
        long least = -1L << (8 * element.width() - 1);
        return Recipe.single(ScalarDecimalScaling.class,
                new Scaling(Element.INT64, element, 1, Wide.power(from.scale()), rounding, least, ~least));
    }

    private static Shape<Loop.PartialUnary> scaled(Type from, Type to, int up, Rounding rounding) {
        return Recipe.single(ScalarWideScaling.class,
                new WideScaling(Element.of(from), Math.max(up, 0), WideResult.of(to, Math.max(-up, 0), rounding)));
    }

    /// Floats as decimals: of what Java writes of them, rounded half away from zero. Makes some objects of each.
    public static Shape<Loop.PartialUnary> ofFloats(Type from, Type to) {
        if (to.isWide()) {
            return Recipe.single(ScalarFloatToWide.class,
                    new WideScaling(Element.of(from), 0, WideResult.of(to, 0, Rounding.HALF_UP)));
        }
        return Recipe.single(ScalarFloatToDecimal.class, new OfFloat(Element.of(from), to.precision(), to.scale()));
    }

    /// Decimals as the nearest floats. Makes an object of each that has more than 15 digits.
    public static Shape<Loop.Unary> floats(Type from, Type to) {
        return Recipe.single(from.isWide() ? ScalarWideToFloat.class : ScalarDecimalToFloat.class,
                new OfFloat(Element.of(to), from.precision(), from.scale()));
    }

    /// Decimals of more than 18 digits without their signs.
    public static Shape<Loop.Unary> absolute() {
        return Recipe.single(ScalarWideAbsolute.class);
    }

    /// The int64 that is cut out of the 128 bits of decimals of more than 18 digits, from some bit on.
    public static Shape<Loop.Unary> word(int shift) {
        return Recipe.single(ScalarWideWord.class, shift);
    }

    /// What the unscaled values of a decimal are multiplied by, to be those of one with more digits behind the point.
    public static long power(Type from, Type to) {
        return Wide.power(to.scale() - from.scale());
    }
}
