// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Texts. They stay where they were found, unless there are escapes among them: then all of the run are written anew.
final class TextColumn implements ParsedColumn {
    private final MemoryBudget budget;
    private final String what;
    private final Unescape unescape;
    private final long starts;
    private final long ends;
    private final Nulls nulls;
    private final int notText;
    private long data;
    private @Nullable Buffer rewritten; // from the first escape on; grows to the longest run

    /// @param positions room for two int32 for each row of a run
    TextColumn(MemoryBudget budget, String what, Unescape unescape, long positions, int mostRows, String impossible,
            Nulls nulls) {
        this.budget = budget;
        this.what = what;
        this.unescape = unescape;
        this.starts = positions;
        this.ends = positions + 4L * mostRows;
        this.nulls = nulls;
        this.notText = nulls.reason(impossible);
    }

    @Override
    public void parse(long text, long cells, int rows) {
        data = text;
        boolean escaped = false;
        for (int row = 0; row < rows; row++) {
            long cell = Memory.longAt(cells + 8L * row);
            Memory.putInt(starts + 4L * row, Cells.start(cell));
            Memory.putInt(ends + 4L * row, Cells.end(cell));
            escaped |= Cells.kind(cell) == Cells.ESCAPED;
            if (cell == Cells.NONE) {
                nulls.missing(row);
            }
        }
        if (escaped) {
            rewrite(text, cells, rows);
        }
    }

    private void rewrite(long text, long cells, int rows) {
        long bytes = 0;
        for (int row = 0; row < rows; row++) {
            bytes += Cells.bytes(Memory.longAt(cells + 8L * row));
        }
        long target = room(bytes);
        int position = 0;
        for (int row = 0; row < rows; row++) {
            long cell = Memory.longAt(cells + 8L * row);
            long address = text + Cells.start(cell);
            int length = Cells.bytes(cell);
            if (Cells.kind(cell) == Cells.ESCAPED) {
                length = unescape.apply(address, length, target + position);
                if (length == Unescape.IMPOSSIBLE) {
                    nulls.bad(row, notText);
                    length = 0;
                }
            } else {
                Memory.copy(address, target + position, length);
            }
            Memory.putInt(starts + 4L * row, position);
            position += length;
            Memory.putInt(ends + 4L * row, position);
        }
        data = target;
    }

    private long room(long bytes) {
        Buffer old = rewritten;
        if (old != null && old.bytes() >= bytes + Buffer.ALIGNMENT) {
            return old.address();
        }
        close();
        rewritten = null;
        Buffer larger = Buffer.allocate(budget, what, 2 * bytes + Buffer.ALIGNMENT);
        rewritten = larger;
        return larger.address();
    }

    @Override
    public void view(int from, Column target) {
        target.setText(data, starts + 4L * from, ends + 4L * from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }

    @Override
    public void close() {
        Buffer old = rewritten;
        if (old != null) {
            old.close();
        }
    }
}
