// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Moments and days as text, and text as moments and days: `2023-11-14` and `2023-11-14 22:13:20.25`, in UTC.
///
/// Written is as much of the fraction as there is. Read are years of four digits, `T` for the space, up to six digits of fraction, a `Z` behind,
/// and days as their midnights. Spaces may be around it.
public final class TimeTexts {
    private TimeTexts() {}

    /// @param type timestamp or date
    public static Shape<Loop.FormatText> format(Type type) {
        return Recipe.single(ScalarFormatTime.class, isMoment(type));
    }

    /// @param type timestamp or date
    public static Shape<Loop.ParseText> parse(Type type) {
        return Recipe.single(ScalarParseTime.class, isMoment(type));
    }

    private static boolean isMoment(Type type) {
        return Element.of(type) == Element.INT64;
    }
}
