// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class RowCopierTest {
    private static final Schema SCHEMA = Schema.of(Field.nullable("flag", Type.BOOL), Field.of("tiny", Type.INT8),
            Field.of("small", Type.INT16),
            Field.nullable("number", Type.INT64), Field.of("ratio", Type.FLOAT64), Field.nullable("text", Type.UTF8),
            Field.of("value", Type.OBJECT), Field.of("name", Type.UTF8));
    private static final int ROWS = 500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void copiesTheSelectedRowsWhateverFits(long seed) {
        Random random = new Random(seed);
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
        try (Block source = new Block(budget, "source", SCHEMA, ROWS, 50_000);
                Selection selection = new Selection(budget, ROWS);
                BlockPool targets = new BlockPool(budget, "targets", SCHEMA, 1, 1 + random.nextInt(200),
                        100 + random.nextInt(900))) {
            fill(source, random);
            int from = random.nextInt(20);
            Chunk chunk = new Chunk(SCHEMA).view(source, from, ROWS - random.nextInt(20));
            List<Integer> expectedRows = select(chunk, selection, random);
            List<String> expected = expectedRows.stream().map(row -> row(chunk, row)).toList();
            assertThat(copyAll(chunk, targets)).describedAs("seed %d", seed).isEqualTo(expected);
        }
        budget.close();
    }

    @Test
    void takesNoRowWhoseTextDoesNotFit() {
        Schema text = Schema.of(Field.of("text", Type.UTF8));
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
        try (Block source = new Block(budget, "source", text, 2, 100);
                Block target = new Block(budget, "target", text, 10, 10)) {
            BlockWriter writer = new BlockWriter(text);
            writer.begin(source);
            assertThat(writer.setText(0, "0123456789")).isTrue();
            writer.endRow();
            assertThat(writer.setText(0, "01234567890")).isTrue();
            writer.endRow();
            BlockWriter copy = new BlockWriter(text);
            copy.begin(target);
            Chunk chunk = new Chunk(text).view(source, 0, 2);
            assertThat(RowCopier.copy(chunk, 0, copy)).isEqualTo(1);
            assertThat(RowCopier.copy(chunk, 1, copy)).isZero();
            assertThat(copy.rows()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void copiesTextsThatAreCutOutOfOthersWhateverFits(long seed) {
        Random random = new Random(seed);
        Schema schema = Schema.of(Field.of("text", Type.UTF8));
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
        int texts = 300;
        try (Buffer data = Buffer.allocate(budget, "data", 100_000);
                Buffer starts = Buffer.allocate(budget, "starts", 4L * texts);
                Buffer ends = Buffer.allocate(budget, "ends", 4L * texts);
                Block target = new Block(budget, "target", schema, 1 + random.nextInt(100),
                        400 + random.nextInt(4000))) {
            List<String> expected = cutOut(data, starts, ends, texts, random);
            List<String> copied = new ArrayList<>();
            BlockWriter writer = new BlockWriter(schema);
            while (copied.size() < texts) {
                writer.begin(target);
                for (int rows = 1; rows > 0;) {
                    int done = copied.size() + writer.rows();
                    int most = Math.min(texts - done, 1 + random.nextInt(50));
                    rows = RowCopier.copyText(data.address(), starts.address() + 4L * done, ends.address() + 4L * done,
                            most, writer);
                }
                Chunk view = new Chunk(schema).view(target, 0, writer.rows());
                for (int row = 0; row < view.rows(); row++) {
                    copied.add(view.column(0).stringAt(row));
                }
            }
            assertThat(copied).describedAs("seed %d", seed).isEqualTo(expected);
        }
        budget.close();
    }

    /// Fills `data` with noise and texts, some empty and some longer than any short copy.
    private static List<String> cutOut(Buffer data, Buffer starts, Buffer ends, int texts, Random random) {
        List<String> expected = new ArrayList<>();
        int end = 0;
        for (int text = 0; text < texts; text++) {
            int start = end + random.nextInt(3);
            int bytes = random.nextInt(random.nextInt(4) == 0 ? 300 : 40);
            end = start + bytes;
            byte[] utf8 = new byte[bytes];
            for (int i = 0; i < bytes; i++) {
                utf8[i] = (byte) (' ' + random.nextInt(90));
            }
            Memory.copyIn(utf8, 0, data.address() + start, bytes);
            Memory.putInt(starts.address() + 4L * text, start);
            Memory.putInt(ends.address() + 4L * text, end);
            expected.add(new String(utf8, StandardCharsets.US_ASCII));
        }
        return expected;
    }

    private static List<String> copyAll(Chunk chunk, BlockPool targets) {
        List<String> copied = new ArrayList<>();
        BlockWriter writer = new BlockWriter(SCHEMA);
        Chunk view = new Chunk(SCHEMA);
        for (int from = 0; from < chunk.selectedRows();) {
            Block target = targets.borrow();
            assertThat(target).isNotNull();
            writer.begin(target);
            for (int rows = RowCopier.copy(chunk, from, writer); rows > 0; rows = RowCopier.copy(chunk, from, writer)) {
                from += rows;
            }
            assertThat(writer.rows()).isPositive();
            view.view(target, 0, writer.rows());
            for (int row = 0; row < view.rows(); row++) {
                copied.add(row(view, row));
            }
            targets.release(target);
        }
        return copied;
    }

    private static void fill(Block block, Random random) {
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        for (int row = 0; row < ROWS; row++) {
            if (random.nextInt(4) > 0) {
                writer.setBoolean(0, random.nextBoolean());
                writer.setLong(3, random.nextLong());
                assertThat(writer.setText(5, "é".repeat(random.nextInt(30)))).isTrue();
            }
            writer.setInt(1, (byte) random.nextInt());
            writer.setInt(2, (short) random.nextInt());
            writer.setDouble(4, random.nextDouble());
            writer.setObject(6, "object " + row);
            assertThat(writer.setText(7, "name " + row)).isTrue();
            writer.endRow();
        }
    }

    private static List<Integer> select(Chunk chunk, Selection selection, Random random) {
        List<Integer> rows = new ArrayList<>();
        boolean some = random.nextBoolean();
        for (int row = 0; row < chunk.rows(); row++) {
            if (!some || random.nextInt(3) == 0) {
                Memory.putInt(selection.address() + 4L * rows.size(), row);
                rows.add(row);
            }
        }
        if (some) {
            selection.rows(rows.size());
            chunk.selection(selection);
        }
        return rows;
    }

    private static String row(Chunk chunk, int row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SCHEMA.size(); i++) {
            Column column = chunk.column(i);
            text.append(column.isNull(row) ? "null" : switch (column.type().kind()) {
                case BOOL -> column.booleanAt(row);
                case FLOAT64 -> column.doubleAt(row);
                case UTF8 -> column.stringAt(row);
                case OBJECT -> String.valueOf(column.objectAt(row));
                default -> column.longAt(row);
            }).append(' ');
        }
        return text.toString();
    }
}
