// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Files are read back by Arrow's own reader.
final class ArrowFileTest {
    private static final int ROWS = 100;
    private static final Schema SCHEMA = Schema.of(Field.of("flag", Type.BOOL), Field.nullable("number", Type.INT64),
            Field.nullable("text", Type.UTF8), Field.of("moment", Type.TIMESTAMP));

    @TempDir
    private Path directory;
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);

    @AfterEach
    void nothingIsLeft() {
        budget.close();
    }

    @Test
    void holdsEveryChunkAsArrowReadsIt() throws IOException {
        Path path = directory.resolve("rows.arrow");
        try (Block block = filledBlock()) {
            Chunk chunk = new Chunk(SCHEMA);
            try (OutputStream out = Files.newOutputStream(path);
                    ArrowFile file = new ArrowFile(budget, SCHEMA, ROWS, 10_000, out)) {
                file.write(chunk.view(block, 0, 40));
                file.write(chunk.view(block, 43, ROWS)); // begins within a byte: is copied
                file.write(chunk.view(block, 0, 0));
                file.finish();
            }
        }

        List<List<Object>> rows = read(path);

        assertThat(rows).hasSize(97);
        assertThat(rows.get(3)).containsExactly(true, 3_000_000L, "line 3", 3L);
        assertThat(rows.get(5)).containsExactly(false, null, null, 5L);
        assertThat(rows.get(40)).containsExactly(false, 43_000_000L, "line 43", 43L);
        assertThat(rows.get(96)).containsExactly(true, 99_000_000L, "line 99", 99L);
    }

    @Test
    void isAFileWithoutRowsToo() throws IOException {
        Path path = directory.resolve("none.arrow");
        try (OutputStream out = Files.newOutputStream(path);
                ArrowFile file = new ArrowFile(budget, SCHEMA, ROWS, 10_000, out)) {
            file.finish();
        }

        assertThat(read(path)).isEmpty();
    }

    @Test
    void saysWhatFailedAndGivesItsMemoryBack() throws IOException {
        try (Block block = filledBlock()) {
            try (ArrowFile file = new ArrowFile(budget, SCHEMA, ROWS, 10_000, new FullDisk(1_000))) {
                assertThatThrownBy(() -> file.write(new Chunk(SCHEMA).view(block, 0, ROWS)))
                        .isInstanceOf(IOException.class)
                        .hasMessage("No space left on device");
            }
        }
    }

    private Block filledBlock() {
        Block block = new Block(budget, "rows", SCHEMA, ROWS, 10_000);
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        for (int i = 0; i < ROWS; i++) {
            writer.setBoolean(0, i % 3 == 0);
            if (i % 5 != 0) {
                writer.setLong(1, 1_000_000L * i);
                writer.setText(2, "line " + i);
            }
            writer.setLong(3, i);
            writer.endRow();
        }
        return block;
    }

    private static List<List<Object>> read(Path path) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        try (RootAllocator allocator = new RootAllocator();
                SeekableByteChannel channel = Files.newByteChannel(path);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(ArrowTypes.fromArrow(root.getSchema())).isEqualTo(SCHEMA);
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    rows.add(row(root, row));
                }
            }
        }
        return rows;
    }

    private static List<Object> row(VectorSchemaRoot root, int row) {
        List<Object> values = new ArrayList<>();
        for (FieldVector vector : root.getFieldVectors()) {
            Object value = vector.getObject(row);
            values.add(value instanceof Text text ? text.toString() : value);
        }
        return values;
    }

    private static final class FullDisk extends OutputStream {
        private int room;

        FullDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int letter) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
