// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;

/// Template: the texts of each list as one, with a separator between them.
final class ScalarJoinList implements Loop.PartialMapText {
    private static final Elements.Joining JOINING = (Elements.Joining) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final boolean SKIPS_NULLS = !JOINING.replacesNulls();
    private static final boolean MAY_BE_ABSENT = JOINING.absentIfNone();

    private final byte[] separator;
    private final byte[] replacement;

    ScalarJoinList(Operand separatorThenReplacement) {
        byte[] both = separatorThenReplacement.copyBytes();
        int separatorBytes = (int) separatorThenReplacement.bits();
        this.separator = Arrays.copyOf(both, separatorBytes);
        this.replacement = Arrays.copyOfRange(both, separatorBytes, both.length);
    }

    /// An element takes four bytes at least of its list.
    @Override
    public long room(long textBytes, int rows) {
        return textBytes + textBytes / 4 * (separator.length + replacement.length);
    }

    @Override
    public int apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            long targetBits, int rows) {
        int missing = 0;
        int target = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int size = ListView.size(data, starts, ends, row);
                int bytes = put(data + Memory.intAt(starts + 4L * row), size, targetData + target);
                Memory.putInt(targetStarts + 4L * row, target);
                target += Math.max(bytes, 0);
                Memory.putInt(targetEnds + 4L * row, target);
                word |= (bytes >= 0 || !MAY_BE_ABSENT ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            missing += to - from - Long.bitCount(word);
        }
        return missing;
    }

    /// How many bytes it wrote; -1 if there was nothing to join, not even an empty text.
    private int put(long list, int size, long target) {
        long offsets = ListView.values(list, size);
        long texts = offsets + 4L * (size + 1);
        int bytes = -1;
        for (int i = 0; i < size; i++) {
            boolean isThere = ListView.isThere(list, i);
            if (!isThere && SKIPS_NULLS) {
                continue;
            }
            if (bytes < 0) {
                bytes = 0;
            } else {
                Memory.copyIn(separator, 0, target + bytes, separator.length);
                bytes += separator.length;
            }
            if (isThere) {
                int start = Memory.intAt(offsets + 4L * i);
                int length = Memory.intAt(offsets + 4L * i + 4) - start;
                TextBytes.copy(texts + start, target + bytes, length);
                bytes += length;
            } else {
                Memory.copyIn(replacement, 0, target + bytes, replacement.length);
                bytes += replacement.length;
            }
        }
        return bytes;
    }
}
