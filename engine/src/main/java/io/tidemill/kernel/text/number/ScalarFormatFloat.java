// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Template: floats as Java writes them. Makes a `String` of each.
final class ScalarFormatFloat implements Loop.FormatText {
    private static final boolean IS_SINGLE = Stamp.of(MethodHandles.lookup()).specification() == Element.FLOAT32;
    private static final int MOST_BYTES = 26;

    @Override
    public int roomOfRow() {
        return MOST_BYTES;
    }

    @Override
    public void apply(long source, long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            String text = IS_SINGLE
                    ? Float.toString(Memory.floatAt(source + 4 * row))
                    : Double.toString(Memory.doubleAt(source + 8 * row));
            byte[] digits = text.getBytes(ISO_8859_1);
            Memory.copyIn(digits, 0, targetData + target, digits.length);
            Memory.putInt(targetStarts + 4 * row, target);
            target += digits.length;
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }
}
