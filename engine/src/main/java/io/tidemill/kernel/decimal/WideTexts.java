// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import io.tidemill.kernel.decimal.DecimalCasts.Rounding;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Reads decimals of more than 18 digits from text, as [DecimalTexts] reads others. Digits and a point make no object; an exponent, and more
/// digits than 38 or than the type has behind the point, make some.
///
/// @param exact whether a digit too many behind the point, which is not 0, makes a number not fit; else it is rounded
public record WideTexts(Type type, boolean exact, WideResult result) {

    public static WideTexts of(Type type, boolean exact) {
        return new WideTexts(type, exact, WideResult.of(type, 0, Rounding.HALF_UP));
    }

    /// Stores what is written, without spaces around it; false, and 0 is stored, if that is no number, or does not fit.
    public boolean put(long address, int bytes, long target, long row) {
        boolean signed = bytes > 0 && (Memory.byteAt(address) == '-' || Memory.byteAt(address) == '+');
        long high = 0;
        long low = 0;
        int point = -1;
        for (int at = signed ? 1 : 0; at < bytes && high >= 0; at++) {
            byte character = Memory.byteAt(address + at);
            if (character >= '0' && character <= '9') {
                long digit = (long) character - '0';
                high = WideSize.timesHigh(high, low, 10);
                low = 10 * low + digit;
                high += high >= 0 && Long.compareUnsigned(low, digit) < 0 ? 1 : 0;
            } else if (character == '.' && point < 0) {
                point = at;
            } else {
                return putLong(address, bytes, target, row);
            }
        }
        int written = bytes - (signed ? 1 : 0) - (point < 0 ? 0 : 1);
        int missing = type.scale() - (point < 0 ? 0 : bytes - 1 - point);
        if (written == 0 || missing < 0 || high < 0) {
            return putLong(address, bytes, target, row);
        }
        long power = WideSize.firstPower(missing);
        long more = WideSize.secondPower(missing);
        long scaled = WideSize.timesHigh(high, low, power);
        return result.put(Memory.byteAt(address) == '-', WideSize.timesHigh(scaled, low * power, more),
                low * power * more, target, row);
    }

    private boolean putLong(long address, int bytes, long target, long row) {
        byte[] copy = new byte[bytes];
        Memory.copyOut(address, copy, 0, bytes);
        return result.put(
                DecimalTexts.whole(new String(copy, ISO_8859_1), type.precision(), type.scale(), exact), target, row);
    }
}
