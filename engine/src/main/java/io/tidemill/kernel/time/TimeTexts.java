// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Moments, days and times of day as text, and text as such: `2023-11-14 22:13:20.25`, `2023-11-14` and `22:13:20.25`, in UTC.
///
/// Written is as much of the fraction as there is. Read are years of four digits, `T` for the space, up to six digits of fraction, a `Z` behind,
/// and days as their midnights. Spaces may be around it.
public final class TimeTexts {
    private TimeTexts() {}

    /// What is written.
    enum Form {
        MOMENT, DAY, TIME_OF_DAY
    }

    /// @param type timestamp, with or without a zone, date or time
    public static Shape<Loop.FormatText> format(Type type) {
        return Recipe.single(ScalarFormatTime.class, form(type));
    }

    /// @param type timestamp, with or without a zone, date or time
    public static Shape<Loop.ParseText> parse(Type type) {
        return Recipe.single(ScalarParseTime.class, form(type));
    }

    private static Form form(Type type) {
        return switch (type.kind()) {
            case TIMESTAMP, TIMESTAMP_NTZ -> Form.MOMENT;
            case DATE -> Form.DAY;
            case TIME -> Form.TIME_OF_DAY;
            default -> throw new IllegalArgumentException(type + " is no time");
        };
    }
}
