// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.comparison.FloatOrder;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;
import io.tidemill.memory.WideInteger;

/// Template: each row against the best of its group.
final class ScalarWinner implements Loop.Winner {
    private static final Winners.Specification SPECIFICATION = (Winners.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Winners ORDER = SPECIFICATION.order();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean IS_TEXT = SPECIFICATION.isText();
    private static final boolean IS_LEAST = ORDER == Winners.LEAST;

    @Override
    public int apply(long groups, long rowNumbers, int count, long ranks, long starts, long ends, long kept,
            long keptRanks, long keptStarts, long keptEnds, long best, long touched) {
        int groupsTouched = 0;
        for (long i = 0; i < count; i++) {
            long group = Memory.intAt(groups + 4 * i);
            int row = rowNumbers == 0 ? (int) i : Memory.intAt(rowNumbers + 4 * i);
            int before = Memory.intAt(best + 4 * group);
            boolean wins = before >= 0
                    ? beats(ranks, starts, ends, row, ranks, starts, ends, before)
                    : Memory.byteAt(kept + group) == 0
                            || beats(ranks, starts, ends, row, keptRanks, keptStarts, keptEnds, group);
            if (wins) {
                Memory.putInt(best + 4 * group, row);
                Memory.putInt(touched + 4L * groupsTouched, (int) group);
                groupsTouched += before < 0 ? 1 : 0;
            }
        }
        return groupsTouched;
    }

    private static boolean beats(long ranks, long starts, long ends, long row, long otherRanks, long otherStarts,
            long otherEnds, long other) {
        if (ORDER == Winners.FIRST) {
            return false;
        }
        if (ORDER == Winners.LAST) {
            return true;
        }
        if (IS_TEXT) {
            int order = compare(ranks, starts, ends, row, otherRanks, otherStarts, otherEnds, other);
            return IS_LEAST ? order < 0 : order > 0;
        }
        if (ELEMENT.isFloat()) {
            double rank = ELEMENT.doubleAt(ranks, row);
            double otherRank = ELEMENT.doubleAt(otherRanks, other);
            return IS_LEAST ? FloatOrder.less(rank, otherRank) : FloatOrder.less(otherRank, rank);
        }
        if (ELEMENT == Element.INT128) {
            int order = WideInteger.compare(ranks + 16 * row, otherRanks + 16 * other);
            return IS_LEAST ? order < 0 : order > 0;
        }
        long rank = ELEMENT.longAt(ranks, row);
        long otherRank = ELEMENT.longAt(otherRanks, other);
        return IS_LEAST ? rank < otherRank : rank > otherRank;
    }

    private static int compare(long texts, long starts, long ends, long row, long otherTexts, long otherStarts,
            long otherEnds, long other) {
        int start = Memory.intAt(starts + 4 * row);
        int otherStart = Memory.intAt(otherStarts + 4 * other);
        return TextBytes.compare(texts + start, Memory.intAt(ends + 4 * row) - start, otherTexts + otherStart,
                Memory.intAt(otherEnds + 4 * other) - otherStart);
    }
}
