// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.Lists;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Lays rows out as an awkward chunk: somewhere in a block, with other rows before, behind and, on demand, between them.
///
/// One chunk is out at a time. [#poison] spoils it, so that an operator which kept a reference to it gives itself away.
public final class ChunkMaker implements AutoCloseable {
    /// Rows of a block that stand before or behind those of the chunk.
    private static final int MARGIN = 80;
    private static final int TEXT_BYTES_PER_ROW = 256;
    private static final Object POISON = new Object() {
        @Override
        public String toString() {
            return "poison";
        }
    };

    private final Schema schema;
    private final int chunkRows;
    private final RowMaker filler;
    private final RandomGenerator random;
    private final Block[] blocks;
    private final Selection selection;
    private final BlockWriter writer;
    private final Chunk chunk;
    private int turn;

    public ChunkMaker(MemoryBudget budget, Schema schema, int chunkRows, RowMaker filler, RandomGenerator random) {
        this.schema = schema;
        this.chunkRows = chunkRows;
        this.filler = filler;
        this.random = random;
        int rows = chunkRows + 2 * MARGIN;
        this.blocks = new Block[]{block(budget, rows), block(budget, rows)};
        this.selection = new Selection(budget, chunkRows);
        this.writer = new BlockWriter(schema);
        this.chunk = new Chunk(schema);
    }

    private Block block(MemoryBudget budget, int rows) {
        return new Block(budget, "a test's input", schema, rows, rows * TEXT_BYTES_PER_ROW);
    }

    /// Lays rows out; with `select`, among others that are not selected. The chunk is used again for the next ones.
    public Chunk lay(List<TestRow> rows, boolean select) {
        if (rows.size() > chunkRows) {
            throw new IllegalArgumentException("%d rows are more than a chunk of %d".formatted(rows.size(), chunkRows));
        }
        Block block = blocks[turn++ & 1];
        block.clear();
        writer.begin(block);
        int from = random.nextInt(MARGIN);
        for (int i = 0; i < from; i++) {
            write(filler.next(random));
        }
        if (select) {
            writeAmongOthers(rows, from);
        } else {
            rows.forEach(this::write);
        }
        int to = writer.rows();
        for (int i = random.nextInt(MARGIN / 4); i > 0; i--) {
            write(filler.next(random));
        }
        chunk.view(block, from, to);
        chunk.stable(true);
        return chunk.selection(select ? selection : null);
    }

    private void writeAmongOthers(List<TestRow> rows, int from) {
        int others = chunkRows - rows.size();
        if (random.nextBoolean()) {
            others = Math.min(others, rows.size() / 4 + 1);
        }
        selection.clear(chunkRows);
        int selected = 0;
        while (selected < rows.size()) {
            int left = rows.size() - selected;
            if (random.nextInt(left + others) < others) {
                write(filler.next(random));
                others--;
            } else {
                selection.add(writer.rows() - from);
                write(rows.get(selected++));
            }
        }
    }

    private void write(TestRow row) {
        for (int column = 0; column < schema.size(); column++) {
            set(column, row.get(column));
        }
        writer.endRow();
    }

    private void set(int column, @Nullable Object value) {
        switch (value) {
            case null -> writer.setNull(column);
            case Object any when schema.field(column).type().equals(Type.OBJECT) -> writer.setObject(column, any);
            case Boolean bool -> writer.setBoolean(column, bool);
            case Long integer -> writer.setLong(column, integer);
            case Float real -> writer.setFloat(column, real);
            case Double real -> writer.setDouble(column, real);
            case String text -> {
                byte[] utf8 = text.getBytes(UTF_8);
                if (!writer.setText(column, utf8, 0, utf8.length)) {
                    throw new IllegalArgumentException("the test's text is too long: " + text);
                }
            }
            case Bytes binary -> {
                byte[] bytes = binary.toArray();
                if (!writer.setBytes(column, bytes, 0, bytes.length)) {
                    throw new IllegalArgumentException("the test's bytes are too many: " + binary);
                }
            }
            case List<?> list -> {
                if (!Lists.write(list, writer, column)) {
                    throw new IllegalArgumentException("the test's list is too long: " + list);
                }
            }
            case BigDecimal number -> writer.setDecimal(column, number);
            case Number integer -> writer.setInt(column, integer.intValue());
            default -> throw new IllegalArgumentException("no column holds the value " + value);
        }
    }

    /// Spoils the chunk that is out: what it held is gone, and every value is wrong, though no address is.
    public void poison() {
        Selection selected = chunk.selection();
        if (selected != null) {
            Memory.fill(selected.address(), 4L * selected.rows(), (byte) 0);
            selected.clear(selected.capacity());
        }
        for (int i = 0; i < schema.size(); i++) {
            poison(chunk.column(i), chunk.rows());
        }
        chunk.rows(0);
    }

    private static void poison(Column column, int rows) {
        switch (column.type().layout()) {
            case BITS -> Memory.fill(column.data(), (column.dataBit() + rows) >>> 3, (byte) 0x5a);
            case BYTES -> {
                int start = rows == 0 ? 0 : Memory.intAt(column.starts());
                int bytes = rows == 0 ? 0 : Memory.intAt(column.ends() + 4L * (rows - 1)) - start;
                Memory.fill(column.data() + start, bytes, (byte) '!');
                Memory.fill(column.starts(), 4L * rows, (byte) 0);
            }
            case HEAP -> Arrays.fill(column.objects(), column.objectsFrom(), column.objectsFrom() + rows, POISON);
            case FIXED ->
                Memory.fill(column.data(), (long) rows * column.type().byteWidth(), (byte) 0x5a);
        }
        if (column.validity() != 0) {
            Memory.fill(column.validity(), (column.validityBit() + rows) >>> 3, (byte) 0xa5);
        }
    }

    /// Bytes of text that a column of a chunk may hold.
    public static int textBytes(int chunkRows) {
        return (chunkRows + 2 * MARGIN) * TEXT_BYTES_PER_ROW + Buffer.ALIGNMENT;
    }

    @Override
    public void close() {
        for (Block block : blocks) {
            block.close();
        }
        selection.close();
    }
}
