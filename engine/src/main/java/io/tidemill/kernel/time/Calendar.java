// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.nio.ByteBuffer;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Steps from day to day by months and weeks.
public final class Calendar {
    private Calendar() {}

    /// Days so many months later, both int32s: the same day of the month, or its last one where there is no such day.
    public static Shape<Loop.Partial> plusMonths() {
        return Recipe.single(ScalarPlusMonths.class);
    }

    /// How many months of 31 days lie between two timestamps, as a float64; whole months between equal days of a month, and between last ones.
    ///
    /// @param rounded whether to eight digits behind the point
    public static Shape<Loop.Binary> monthsBetween(boolean rounded) {
        return Recipe.single(ScalarMonthsBetween.class, rounded);
    }

    /// The first day after a day that is a certain one of the week: 1 is Sunday, 7 Saturday.
    public static Shape<Loop.PartialUnary> next(int dayOfWeek) {
        return Recipe.single(ScalarNextDay.class, "", new Operand(dayOfWeek, ByteBuffer.allocate(0)));
    }
}
