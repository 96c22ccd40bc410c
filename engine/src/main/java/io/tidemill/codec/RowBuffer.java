// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.RowCopier;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Keeps copies of rows, in columns, counted by a budget: a batch that is wanted as a whole.
///
/// Grows by blocks; [#clear] empties it and gives back the blocks that the last rows did not need. One thread.
public final class RowBuffer implements AutoCloseable {
    private static final int FIRST_ROWS = 256;
    private static final int MOST_ROWS = 1 << 16;
    /// What a heap value is taken to weigh: an object of a few fields. Nobody can tell.
    private static final int OBJECT_BYTES = 48;

    private final Schema schema;
    private final MemoryBudget budget;
    private final String what;
    private final BlockWriter writer;
    private final List<Part> parts = new ArrayList<>();
    private final int objectColumns;
    private int current = -1;
    private int rows;
    private long objectBytes;

    /// A block with room for texts of so many bytes a column, the view of its rows, and the number of its first row.
    private record Part(Block block, int textBytes, Chunk view, int firstRow) {

        Part from(int row) {
            return new Part(block, textBytes, view, row);
        }
    }

    /// @param what is kept, for the message when the budget does not allow it
    public RowBuffer(Schema schema, MemoryBudget budget, String what) {
        this.schema = schema;
        this.budget = budget;
        this.what = what;
        this.writer = new BlockWriter(schema);
        this.objectColumns = (int) schema.fields().stream().filter(field -> field.type().equals(Type.OBJECT)).count();
    }

    public int rows() {
        return rows;
    }

    /// Copies the selected rows of a chunk.
    public void append(Chunk chunk) {
        long bytes = (long) OBJECT_BYTES * objectColumns * chunk.selectedRows();
        budget.reserve(what, bytes);
        objectBytes += bytes;
        int copied = 0;
        while (copied < chunk.selectedRows()) {
            int more = current < 0 ? 0 : RowCopier.copy(chunk, copied, writer);
            if (more == 0) {
                grow(chunk, copied);
            }
            copied += more;
            rows += more;
        }
        view();
    }

    /// Copies all rows of another buffer of the same schema, which stays as it is.
    public void append(RowBuffer other) {
        for (int part = 0; part <= other.current; part++) {
            append(other.parts.get(part).view());
        }
    }

    /// The value of a row.
    public <T> T at(int row, RowCodec<T> codec) {
        Part part = parts.get(partOf(row));
        return codec.read(part.view(), row - part.firstRow());
    }

    /// Views the rows from one on that lie together, so many at most; answers how many. Good until the next [#append] or [#clear].
    public int view(int row, int most, Chunk target) {
        int index = partOf(row);
        Part part = parts.get(index);
        int end = index == current ? rows : parts.get(index + 1).firstRow();
        int count = Math.min(most, end - row);
        target.view(part.block(), row - part.firstRow(), row - part.firstRow() + count);
        return count;
    }

    private int partOf(int row) {
        int low = 0;
        int high = current;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).firstRow() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// Forgets all rows.
    public void clear() {
        while (parts.size() > current + 1) {
            parts.removeLast().block().close();
        }
        parts.forEach(part -> part.block().clear());
        budget.release(objectBytes);
        objectBytes = 0;
        current = -1;
        rows = 0;
    }

    private void grow(Chunk chunk, int from) {
        view();
        current++;
        int text = longestText(chunk, from);
        while (current < parts.size() && parts.getLast().textBytes() < text) {
            parts.removeLast().block().close();
        }
        if (current == parts.size()) {
            int capacity = Math.clamp(2L * rows, FIRST_ROWS, MOST_ROWS);
            int textBytes = Math.max(text, 16 * capacity);
            parts.add(new Part(new Block(budget, what, schema, capacity, textBytes), textBytes,
                    new Chunk(schema), rows));
        } else {
            parts.set(current, parts.get(current).from(rows));
        }
        writer.begin(parts.get(current).block());
    }

    /// Lets the view of the current block show all its rows.
    private void view() {
        if (current >= 0) {
            Part part = parts.get(current);
            part.view().view(part.block(), 0, writer.rows());
        }
    }

    private int longestText(Chunk chunk, int from) {
        int longest = 0;
        for (int column = 0; column < schema.size(); column++) {
            if (schema.field(column).type().layout() == Type.Layout.BYTES) {
                Column text = chunk.column(column);
                for (int row = from; row < chunk.selectedRows(); row++) {
                    longest = Math.max(longest, text.textBytes(chunk.rowAt(row)));
                }
            }
        }
        return longest;
    }

    @Override
    public void close() {
        current = -1;
        clear();
    }
}
