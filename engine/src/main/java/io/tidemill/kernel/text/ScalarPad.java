// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Template: texts brought to a number of characters: longer ones are cut off at the end, shorter ones get another text in front or behind,
/// as often as there is room for it, and the beginning of it.
final class ScalarPad implements Loop.MapText {
    private static final boolean LEFT = (Boolean) Stamp.of(MethodHandles.lookup()).specification();

    private final int length;
    private final byte[] pad;
    /// Behind how many bytes each character of the pad ends.
    private final int[] ends;

    ScalarPad(Operand lengthAndPad) {
        this.length = (int) lengthAndPad.bits();
        this.pad = lengthAndPad.copyBytes();
        int[] characters = new String(pad, UTF_8).codePoints().toArray();
        this.ends = new int[characters.length + 1];
        for (int i = 0; i < characters.length; i++) {
            ends[i + 1] = ends[i] + Character.toString(characters[i]).getBytes(UTF_8).length;
        }
    }

    @Override
    public long room(long textBytes, int rows) {
        return textBytes + (pad.length == 0 ? 0 : rows * paddingBytes(length));
    }

    /// @param characters how many are missing
    private long paddingBytes(int characters) {
        int all = ends.length - 1;
        return (long) (characters / all) * pad.length + ends[characters % all];
    }

    @Override
    public void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int end = Memory.intAt(ends + 4 * row);
            int missing = length - Characters.count(data + start, end - start);
            Memory.putInt(targetStarts + 4 * row, target);
            if (missing <= 0 || pad.length == 0) {
                int kept = Characters.skip(data, start, end, length) - start;
                TextBytes.copy(data + start, targetData + target, kept);
                target += kept;
            } else {
                int bytes = (int) paddingBytes(missing);
                TextBytes.copy(data + start, targetData + target + (LEFT ? bytes : 0), end - start);
                putPadding(targetData + target + (LEFT ? 0 : end - start), bytes);
                target += bytes + end - start;
            }
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }

    private void putPadding(long target, int bytes) {
        if (pad.length == 1) {
            Memory.fill(target, bytes, pad[0]);
            return;
        }
        for (int at = 0; at < bytes; at += pad.length) {
            Memory.copyIn(pad, 0, target + at, Math.min(pad.length, bytes - at));
        }
    }
}
