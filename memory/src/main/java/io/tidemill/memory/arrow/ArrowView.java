// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.RowCopier;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Shows chunks of one schema as a `VectorSchemaRoot`, each for the length of a callback.
///
/// Values stay where they are; chunks whose rows are selected, whose bits start within a byte, or whose text is cut out of other text
/// are copied first, into a block of this view's own. After the callback the vectors are empty: access throws.
public final class ArrowView implements AutoCloseable {
    private final Schema schema;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot root;
    private final Block copy;
    private final BlockWriter writer;
    private final Chunk copied;
    private final int mostRows;
    private final Buffer decimals; // as wide as Arrow wants them
    private final @Nullable ListElements[] lists; // of columns of lists
    private long nextDecimals;

    /// @param rows the most rows of a chunk
    /// @param textBytes the most bytes of text of a chunk that has to be copied, for each column
    public ArrowView(MemoryBudget budget, Schema schema, int rows, int textBytes) {
        this.schema = schema;
        this.copy = new Block(budget, "an Arrow view", schema, rows, textBytes);
        this.writer = new BlockWriter(schema);
        this.copied = new Chunk(schema);
        this.mostRows = rows;
        long columns = schema.fields().stream().filter(field -> isNarrow(field.type())).count();
        this.lists = new ListElements[schema.size()];
        for (int column = 0; column < lists.length; column++) {
            Type type = schema.field(column).type();
            lists[column] = type.isList() ? new ListElements(budget, type, rows) : null;
        }
        this.decimals = Buffer.allocate(budget, "decimals of an Arrow view", 16L * rows * columns);
        this.allocator = new RootAllocator();
        this.root = VectorSchemaRoot.create(ArrowTypes.toArrow(schema), allocator);
    }

    /// Calls with the chunk's rows, in one root or, if they have to be copied and their text is too long for that, in several.
    public void show(Chunk chunk, Consumer<VectorSchemaRoot> callback) {
        if (isShowable(chunk)) {
            call(chunk, callback);
            return;
        }
        for (int from = 0; from < chunk.selectedRows();) {
            copy.clear();
            writer.begin(copy);
            int rows = RowCopier.copy(chunk, from, writer);
            if (rows == 0) {
                throw new IllegalArgumentException("a text of the chunk is longer than this view takes");
            }
            call(copied.view(copy, 0, rows), callback);
            from += rows;
        }
    }

    /// The root that every callback gets; empty outside of one.
    VectorSchemaRoot root() {
        return root;
    }

    private void call(Chunk chunk, Consumer<VectorSchemaRoot> callback) {
        try {
            nextDecimals = 0;
            for (int column = 0; column < schema.size(); column++) {
                ListElements elements = lists[column];
                if (elements == null) {
                    load(root.getVector(column), chunk.column(column), chunk.rows());
                } else {
                    load((ListVector) root.getVector(column), chunk.column(column), chunk.rows(), elements);
                }
            }
            root.setRowCount(chunk.rows());
            callback.accept(root);
        } finally {
            root.clear();
        }
    }

    /// Whether Arrow can read the chunk's memory as it is.
    private boolean isShowable(Chunk chunk) {
        boolean showable = chunk.selection() == null;
        for (int i = 0; i < schema.size(); i++) {
            Column column = chunk.column(i);
            boolean text = column.type().layout() == Type.Layout.BYTES;
            showable &= column.dataBit() == 0 && (column.validity() == 0 || column.validityBit() == 0);
            showable &= !text || column.type().isList() || column.ends() == column.starts() + 4;
        }
        return showable;
    }

    private void load(FieldVector vector, Column column, int rows) {
        List<ArrowBuf> buffers = new ArrayList<>(3);
        long bitBytes = (rows + 7L) >>> 3;
        buffers.add(column.validity() == 0 ? allocator.getEmpty() : wrap(column.validity(), bitBytes));
        switch (column.type().layout()) {
            case BYTES -> {
                buffers.add(wrap(column.starts(), 4L * (rows + 1)));
                buffers.add(wrap(column.data(), rows == 0 ? 0 : Memory.intAt(column.ends() + 4L * (rows - 1))));
            }
            case BITS -> buffers.add(wrap(column.data(), bitBytes));
            default -> buffers.add(isNarrow(column.type())
                    ? wrap(widened(column, rows), 16L * rows)
                    : wrap(column.data(), (long) column.type().byteWidth() * rows));
        }
        load(vector, column, rows, buffers);
    }

    private static void load(FieldVector vector, Column column, int rows, List<ArrowBuf> buffers) {
        int nulls = 0;
        for (int row = 0; column.validity() != 0 && row < rows; row++) {
            nulls += column.isNull(row) ? 1 : 0;
        }
        vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), buffers);
        buffers.forEach(ArrowBuf::close);
    }

    private void load(ListVector vector, Column column, int rows, ListElements elements) {
        elements.lay(column, rows);
        List<ArrowBuf> buffers = new ArrayList<>(2);
        buffers.add(column.validity() == 0 ? allocator.getEmpty() : wrap(column.validity(), (rows + 7L) >>> 3));
        buffers.add(wrap(elements.offsets(), 4L * (rows + 1)));
        load(vector, column, rows, buffers);
        load(vector.getDataVector(), elements.elements(), elements.count());
    }

    private static boolean isNarrow(Type type) {
        return type.isDecimal() && !type.isWide();
    }

    /// Decimals of two words each; good until the next column is loaded into the same place.
    private long widened(Column column, int rows) {
        long target = decimals.address() + nextDecimals;
        nextDecimals += 16L * mostRows;
        for (int row = 0; row < rows; row++) {
            long value = Memory.longAt(column.data() + 8L * row);
            Memory.putLong(target + 16L * row, value);
            Memory.putLong(target + 16L * row + 8, value >> 63);
        }
        return target;
    }

    private ArrowBuf wrap(long address, long bytes) {
        if (bytes == 0) {
            return allocator.getEmpty();
        }
        return allocator.wrapForeignAllocation(new ForeignAllocation(bytes, address) {
            @Override
            protected void release0() {
                // borrowed: the chunk's owner gives it back
            }
        });
    }

    @Override
    public void close() {
        root.close();
        allocator.close();
        copy.close();
        decimals.close();
        for (ListElements elements : lists) {
            if (elements != null) {
                elements.close();
            }
        }
    }
}
