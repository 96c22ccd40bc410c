// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// How the rows of a batch are cut into chunks, and whether their chunks carry selections.
enum Cut {
    /// As few chunks as there can be, every row selected.
    WHOLE,
    /// Half-full chunks, with rows between that are not selected.
    SELECTED,
    /// Chunks of any size, empty ones too, with and without a selection.
    RANDOM,
    /// A chunk for each row.
    ROWS;

    /// A run of rows that becomes one chunk.
    record Piece(List<TestRow> rows, boolean selected) {}

    List<Piece> pieces(List<TestRow> rows, int chunkRows, RandomGenerator random) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int size = switch (this) {
                case WHOLE -> chunkRows;
                case SELECTED -> (chunkRows + 1) / 2;
                case RANDOM -> random.nextInt(8) == 0 ? 0 : random.nextInt(1, chunkRows + 1);
                case ROWS -> 1;
            };
            int to = Math.min(rows.size(), from + size);
            boolean selected = this == SELECTED || (this == RANDOM && random.nextBoolean());
            pieces.add(new Piece(rows.subList(from, to), selected));
            from = to;
        }
        return pieces;
    }
}
