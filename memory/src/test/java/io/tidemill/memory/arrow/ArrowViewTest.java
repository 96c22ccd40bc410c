// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ArrowViewTest {
    private static final int ROWS = 100;
    private static final Schema SCHEMA = Schema.of(Field.of("flag", Type.BOOL), Field.of("tiny", Type.INT8),
            Field.of("short", Type.INT16),
            Field.of("int", Type.INT32), Field.nullable("long", Type.INT64), Field.of("float", Type.FLOAT32),
            Field.of("double", Type.FLOAT64), Field.nullable("text", Type.UTF8), Field.of("moment", Type.TIMESTAMP),
            Field.of("day", Type.DATE), Field.nullable("bytes", Type.BINARY), Field.of("wall", Type.TIMESTAMP_NTZ),
            Field.of("clock", Type.TIME), Field.nullable("money", Type.decimal(12, 2)),
            Field.of("cents", Type.decimal(18, 0)), Field.of("wide", Type.decimal(38, 10)));
    private static final BigDecimal WIDE = new BigDecimal("-1234567890123456789012345678.0123456789");

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
    private final Chunk chunk = new Chunk(SCHEMA);
    private Block block = Block.shell(SCHEMA);

    @BeforeEach
    void fill() {
        block = new Block(budget, "rows", SCHEMA, ROWS, 10_000);
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        for (int i = 0; i < ROWS; i++) {
            writer.setBoolean(0, i % 3 == 0);
            writer.setInt(1, i);
            writer.setInt(2, 100 * i);
            writer.setInt(3, 1_000 * i);
            if (i % 5 != 0) {
                writer.setLong(4, 1_000_000L * i);
                writer.setText(7, "line " + i);
                writer.setUnscaled(13, -105L * i);
                writer.setBytes(10, new byte[]{(byte) i, -1}, 0, 2);
            }
            writer.setFloat(5, i / 2f);
            writer.setDouble(6, i / 4d);
            writer.setLong(8, i);
            writer.setInt(9, i);
            writer.setLong(11, 60_000_000L * i);
            writer.setLong(12, 1_000_000L * i);
            writer.setUnscaled(14, 999_999_999_999_999_999L - i);
            writer.setDecimal(15, WIDE.multiply(BigDecimal.valueOf(i % 3 - 1)));
            writer.endRow();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        block.close();
        budget.close();
    }

    @Test
    void showsAChunkWithoutCopyingIt() {
        check(chunk.view(block, 0, ROWS), rows(0, ROWS));
    }

    @Test
    void showsAChunkThatStartsWithinAByte() {
        check(chunk.view(block, 3, 77), rows(3, 77));
    }

    @Test
    void showsSelectedRowsOnly() {
        try (Selection selection = new Selection(budget, ROWS)) {
            List<Integer> odd = rows(0, ROWS).stream().filter(row -> row % 2 == 1).toList();
            for (int i = 0; i < odd.size(); i++) {
                Memory.putInt(selection.address() + 4L * i, odd.get(i));
            }
            selection.rows(odd.size());
            chunk.view(block, 0, ROWS).selection(selection);
            check(chunk, odd);
        }
    }

    @Test
    void accessAfterTheCallbackThrows() {
        try (ArrowView view = new ArrowView(budget, SCHEMA, ROWS, 10_000)) {
            List<BigIntVector> kept = new ArrayList<>();
            view.show(chunk.view(block, 0, ROWS), root -> kept.add((BigIntVector) root.getVector("long")));
            assertThatThrownBy(() -> kept.getFirst().get(1)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void lendsTheColumnsOfARootBack() {
        try (ArrowView view = new ArrowView(budget, SCHEMA, ROWS, 10_000)) {
            view.show(chunk.view(block, 0, ROWS), root -> {
                LentColumns columns = ArrowColumns.of(root);
                columns.check(ROWS);
                assertThat(columns.schema()).isEqualTo(SCHEMA);
                Block shell = Block.shell(SCHEMA);
                shell.lend(columns);
                Chunk lent = new Chunk(SCHEMA).view(shell, 0, ROWS);
                for (int row = 0; row < ROWS; row++) {
                    assertThat(lent.column(4).isNull(row)).isEqualTo(row % 5 == 0);
                    assertThat(lent.column(6).doubleAt(row)).isEqualTo(row / 4d);
                    assertThat(lent.column(10).bytesAt(row))
                            .isEqualTo(row % 5 == 0 ? new byte[0] : new byte[]{(byte) row, -1});
                    assertThat(lent.column(13).longAt(row)).isEqualTo(row % 5 == 0 ? 0 : -105L * row);
                    assertThat(lent.column(14).longAt(row)).isEqualTo(999_999_999_999_999_999L - row);
                    assertThat(lent.column(15).decimalAt(row))
                            .isEqualByComparingTo(WIDE.multiply(BigDecimal.valueOf(row % 3 - 1)));
                    assertThat(lent.column(12).longAt(row)).isEqualTo(1_000_000L * row);
                    assertThat(lent.column(7).stringAt(row)).isEqualTo(row % 5 == 0 ? "" : "line " + row);
                }
            });
        }
    }

    private void check(Chunk shown, List<Integer> expected) {
        List<String> seen = new ArrayList<>();
        try (ArrowView view = new ArrowView(budget, SCHEMA, ROWS, 300)) {
            view.show(shown, root -> addRows(root, seen));
        }
        assertThat(seen).isEqualTo(expected.stream().map(ArrowViewTest::row).toList());
    }

    private static void addRows(VectorSchemaRoot root, List<String> rows) {
        for (int row = 0; row < root.getRowCount(); row++) {
            int at = row;
            rows.add(String.join(" ",
                    root.getFieldVectors().stream().map(vector -> text(vector.getObject(at))).toList()));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? Bytes.of(bytes).toString() : String.valueOf(value);
    }

    private static String row(int i) {
        String number = i % 5 == 0 ? "null" : String.valueOf(1_000_000L * i);
        String text = i % 5 == 0 ? "null" : "line " + i;
        return "%s %d %d %d %s %s %s %s %d %d %s %s %d %s %d %s".formatted(i % 3 == 0, i, 100 * i, 1_000 * i, number,
                i / 2f,
                i / 4d,
                text, i, i, i % 5 == 0 ? "null" : "X'%02XFF'".formatted(i),
                LocalDateTime.of(1970, 1, 1, 0, 0).plusMinutes(i),
                1_000_000L * i, i % 5 == 0 ? "null" : BigDecimal.valueOf(-105L * i, 2), 999_999_999_999_999_999L - i,
                WIDE.multiply(BigDecimal.valueOf(i % 3 - 1)));
    }

    private static List<Integer> rows(int from, int to) {
        List<Integer> rows = new ArrayList<>();
        for (int row = from; row < to; row++) {
            rows.add(row);
        }
        return rows;
    }
}
