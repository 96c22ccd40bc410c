// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Decimals as text, and text as decimals.
///
/// Written are as many digits behind the point as the type has. Read are digits with a sign, a point and an exponent or without, spaces
/// around them do no harm; what has more digits behind the point is rounded half away from zero, and what does not fit has no value.
public final class DecimalTexts {
    /// Stands for no decimal among unscaled values.
    public static final long NONE = Wide.NONE;

    record Specification(int precision, int scale) {}

    private DecimalTexts() {}

    public static Shape<Loop.FormatText> format(Type type) {
        return Recipe.single(type.isWide() ? ScalarFormatWide.class : ScalarFormatDecimal.class,
                new Specification(type.precision(), type.scale()));
    }

    public static Shape<Loop.ParseText> parse(Type type) {
        if (type.isWide()) {
            return Recipe.single(ScalarParseWide.class, WideTexts.of(type, false));
        }
        return Recipe.single(ScalarParseDecimal.class, new Specification(type.precision(), type.scale()));
    }

    /// The unscaled value of what is written, without spaces around it; [#NONE] if that is no number, or does not fit.
    ///
    /// @param exact whether a digit too many behind the point, which is not 0, makes it not fit; else it is rounded
    public static long parse(long address, int bytes, int precision, int scale, boolean exact) {
        boolean signed = bytes > 0 && (Memory.byteAt(address) == '-' || Memory.byteAt(address) == '+');
        long value = 0;
        int digits = 0;
        int point = -1;
        for (int at = signed ? 1 : 0; at < bytes; at++) {
            byte character = Memory.byteAt(address + at);
            if (character >= '0' && character <= '9' && (digits < 18 || value == 0)) {
                value = 10 * value + character - '0';
                digits += value == 0 ? 0 : 1;
            } else if (character == '.' && point < 0) {
                point = at;
            } else {
                return parseLong(address, bytes, precision, scale, exact);
            }
        }
        int written = bytes - (signed ? 1 : 0) - (point < 0 ? 0 : 1);
        int behind = point < 0 ? 0 : bytes - 1 - point;
        if (written == 0 || behind > 18) {
            return parseLong(address, bytes, precision, scale, exact);
        }
        long size = behind <= scale
                ? Wide.times(value, Wide.power(scale - behind), Wide.limit(precision))
                : cut(value, Wide.power(behind - scale), Wide.limit(precision), exact);
        return size == NONE || Memory.byteAt(address) != '-' ? size : -size;
    }

    private static long cut(long value, long divisor, long limit, boolean exact) {
        return exact && value % divisor != 0 ? NONE : Wide.divided(value, divisor, limit);
    }

    /// Exponents, and more digits than an int64 has: rare, and left to Java.
    private static long parseLong(long address, int bytes, int precision, int scale, boolean exact) {
        byte[] copy = new byte[bytes];
        Memory.copyOut(address, copy, 0, bytes);
        String text = new String(copy, ISO_8859_1);
        BigInteger number = whole(text, precision, scale, exact);
        return number == null ? NONE : number.longValue();
    }

    /// The unscaled value of what is written; null if that is no number, or does not fit.
    static @Nullable BigInteger whole(String text, int precision, int scale, boolean exact) {
        if (!isNumber(text)) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean fits = !exact || number.signum() == 0 || number.stripTrailingZeros().scale() <= scale;
            return fits ? whole(number, precision, scale) : null;
        } catch (NumberFormatException beyond) {
            return null; // an exponent of more than 32 bits
        }
    }

    private static boolean isNumber(String text) {
        int at = 0;
        int digits = 0;
        int end = text.length();
        while (at < end && "+-".indexOf(text.charAt(at)) >= 0 && at == 0) {
            at++;
        }
        boolean point = false;
        for (; at < end && (isDigit(text.charAt(at)) || (text.charAt(at) == '.' && !point)); at++) {
            point |= text.charAt(at) == '.';
            digits += isDigit(text.charAt(at)) ? 1 : 0;
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            at += at < end && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
            digits = at < end ? digits : 0;
            while (at < end && isDigit(text.charAt(at))) {
                at++;
            }
        }
        return digits > 0 && at == end;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /// The unscaled value of a number, rounded half away from zero; [#NONE] if it does not fit. Does not grow with an exponent.
    static long unscaled(BigDecimal number, int precision, int scale) {
        BigInteger unscaled = whole(number, precision, scale);
        return unscaled == null ? NONE : unscaled.longValue();
    }

    /// The same of any number of digits; null if it does not fit.
    static @Nullable BigInteger whole(BigDecimal number, int precision, int scale) {
        long whole = (long) number.precision() - number.scale();
        if (number.signum() == 0 || whole < -scale) {
            return BigInteger.ZERO; // less than half of the last digit
        }
        if (whole > precision - scale) {
            return null;
        }
        BigInteger unscaled = number.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
        return WideInteger.fits(unscaled, precision) ? unscaled : null;
    }
}
