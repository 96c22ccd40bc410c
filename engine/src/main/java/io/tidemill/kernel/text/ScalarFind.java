// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: the number of the character where another text begins first, which counts from 1; 0 if it is nowhere.
final class ScalarFind implements Loop.MeasureText {
    private final Needle search;
    private final int from;

    ScalarFind(Operand searchAndFrom) {
        this.search = new Needle(searchAndFrom.copyBytes());
        this.from = (int) searchAndFrom.bits();
    }

    @Override
    public void apply(long data, long starts, long ends, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int end = Memory.intAt(ends + 4 * row);
            int hit = search.indexOf(data, Characters.skip(data, start, end, from - 1L), end);
            Memory.putInt(target + 4 * row, hit < 0 ? 0 : Characters.count(data + start, hit - start) + 1);
        }
    }
}
