// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.lang.invoke.MethodHandles;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: whether texts begin with, end with or hold another. All do if that is empty.
final class ScalarMatch implements Loop.TextPredicate {
    private static final Matching MATCHING = (Matching) Stamp.of(MethodHandles.lookup()).specification();

    private final @Nullable Needle needle; // none if the text is empty
    private final int bytes;

    ScalarMatch(Operand text) {
        byte[] wanted = text.copyBytes();
        this.bytes = wanted.length;
        this.needle = bytes == 0 ? null : new Needle(wanted);
    }

    @Override
    public int apply(long data, long starts, long ends, long targetBits, int rows) {
        int ones = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int start = Memory.intAt(starts + 4L * row);
                int end = Memory.intAt(ends + 4L * row);
                boolean matches = needle == null || (end - start >= bytes && matches(needle, data, start, end));
                word |= (matches ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }

    private boolean matches(Needle wanted, long data, int start, int end) {
        if (MATCHING == Matching.STARTS_WITH) {
            return wanted.isAt(data + start);
        }
        return MATCHING == Matching.ENDS_WITH
                ? wanted.isAt(data + end - bytes)
                : wanted.indexOf(data, start, end) >= 0;
    }
}
