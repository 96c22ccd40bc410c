// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: a number of each moment or day.
final class ScalarTimePart implements Loop.Unary {
    private static final TimePart.Specification SPECIFICATION = (TimePart.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final TimePart PART = SPECIFICATION.part();
    private static final boolean IS_MOMENT = SPECIFICATION.isMoment();

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            long day;
            long microsOfDay = 0;
            if (IS_MOMENT) {
                long moment = Memory.longAt(source + 8 * row);
                day = Math.floorDiv(moment, Civil.MICROS_PER_DAY);
                microsOfDay = moment - day * Civil.MICROS_PER_DAY;
            } else {
                day = Memory.intAt(source + 4 * row);
            }
            Memory.putInt(target + 4 * row, (int) PART.of(day, microsOfDay));
        }
    }
}
