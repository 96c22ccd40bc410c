// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.util.Arrays;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: texts with every occurrence of some bytes replaced by others.
final class ScalarReplace implements Loop.MapText {
    private final Needle search;
    private final byte[] replacement;

    ScalarReplace(Operand searchThenReplacement) {
        byte[] both = searchThenReplacement.copyBytes();
        int searchBytes = (int) searchThenReplacement.bits();
        this.search = new Needle(Arrays.copyOf(both, searchBytes));
        this.replacement = Arrays.copyOfRange(both, searchBytes, both.length);
    }

    @Override
    public long room(long textBytes, int rows) {
        return textBytes + textBytes / search.length() * Math.max(0, replacement.length - search.length());
    }

    @Override
    public void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            int position = Memory.intAt(starts + 4 * row);
            int end = Memory.intAt(ends + 4 * row);
            Memory.putInt(targetStarts + 4 * row, target);
            int hit = search.indexOf(data, position, end);
            while (hit >= 0) {
                TextBytes.copy(data + position, targetData + target, hit - position);
                target += hit - position;
                Memory.copyIn(replacement, 0, targetData + target, replacement.length);
                target += replacement.length;
                position = hit + search.length();
                hit = search.indexOf(data, position, end);
            }
            TextBytes.copy(data + position, targetData + target, end - position);
            target += end - position;
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }
}
