// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What becomes of each line of a run: a row, a reject for one of few reasons, or nothing at all.
///
/// Reasons are numbered when a decoder is made, so that a bad line costs no garbage and rejects can be counted by reason.
public final class Verdicts {
    private static final int ROW = 0;
    private static final int NOTHING = -1;

    private final List<String> reasons = new ArrayList<>(List.of("")); // 0 is no reason
    private final int[] lines;
    private boolean allRows = true;

    Verdicts(int mostLines) {
        lines = new int[mostLines];
    }

    /// The number of a reason.
    public int reason(String text) {
        reasons.add(text);
        return reasons.size() - 1;
    }

    void clear(int count) {
        if (!allRows) {
            Arrays.fill(lines, 0, count, ROW);
            allRows = true;
        }
    }

    /// Rejects a line, unless that has been done.
    public void reject(int line, int reason) {
        allRows = false;
        if (lines[line] == ROW) {
            lines[line] = reason;
        }
    }

    /// Says that a line is neither a row nor a reject.
    public void skip(int line) {
        allRows = false;
        lines[line] = NOTHING;
    }

    boolean areAllRows() {
        return allRows;
    }

    boolean isRow(int line) {
        return lines[line] == ROW;
    }

    /// Why a line is a reject; empty if it is to be skipped.
    String reasonOf(int line) {
        return lines[line] == NOTHING ? "" : reasons.get(lines[line]);
    }
}
