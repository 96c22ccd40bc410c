// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.kernel.selection.Gathers;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;

/// The texts of the rows that are selected and not null, one after the other; and which rows they are.
final class TextRows {
    private final Kernel<Loop.BitBinary> and;
    private final Kernel<Loop.Select> select;
    private final Kernel<Loop.GatherText> gatherText;
    private final Kernel<Loop.Gather> gatherNumbers;
    private final long bits;
    private final long valid;
    private final long pickedStarts;
    private final long pickedEnds;
    private long numbers; // of the rows; 0 = all of them
    private long data;
    private long starts;
    private long ends;
    private int count;

    TextRows(OperatorContext context, Owned owned) {
        Forge forge = context.forge();
        long room = 4L * context.chunkRows() + Buffer.ALIGNMENT;
        and = forge.kernel(Bitmaps.and());
        select = forge.kernel(Selections.select());
        gatherText = forge.kernel(Gathers.text());
        gatherNumbers = forge.kernel(Gathers.values(Type.INT32));
        bits = owned.allocate(context, "rows with text", context.chunkRows() / 8 + 1);
        valid = owned.allocate(context, "texts to split", 3 * room);
        pickedStarts = valid + room;
        pickedEnds = pickedStarts + room;
    }

    void set(Chunk chunk, Column text) {
        data = text.data();
        starts = text.starts();
        ends = text.ends();
        Selection selection = chunk.selection();
        if (text.validity() != 0) {
            pick(text, numbersOfValid(text, selection, chunk.rows()));
        } else if (selection != null) {
            numbers = selection.address();
            pick(text, selection.rows());
        } else {
            numbers = 0;
            count = chunk.rows();
        }
    }

    private int numbersOfValid(Column text, @Nullable Selection selection, int rows) {
        numbers = valid;
        if (selection == null) {
            return select.current().apply(text.validity(), text.validityBit(), valid, rows);
        }
        and.current().apply(text.validity(), text.validityBit(), selection.bits(), 0, bits, rows);
        return select.current().apply(bits, 0, valid, rows);
    }

    private void pick(Column text, int rows) {
        count = rows;
        starts = pickedStarts;
        ends = pickedEnds;
        gatherText.current().apply(text.starts(), text.ends(), numbers, starts, ends, rows);
    }

    int count() {
        return count;
    }

    /// What starts and ends of pieces count from.
    long data() {
        return data;
    }

    /// Cuts texts from where the cursor is, and moves it; answers the number of pieces.
    int split(Loop.SplitText loop, SplitCursor cursor, long targetStarts, long targetEnds, long targetParents,
            int limit) {
        return loop.apply(data, starts, ends, count, cursor, targetStarts, targetEnds, targetParents, limit);
    }

    /// Turns numbers among these rows into numbers of rows of the chunk, in place.
    void renumber(long parents, int pieces) {
        if (numbers != 0) {
            gatherNumbers.current().apply(numbers, parents, parents, pieces);
        }
    }
}
