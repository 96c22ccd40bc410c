// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Lists go to Arrow and come back, of elements of each layout, with nulls and empty ones.
final class ArrowListsTest {
    private static final int ROWS = 50;
    private static final List<Type> ELEMENTS = List.of(Type.BOOL, Type.INT32, Type.FLOAT64, Type.UTF8,
            Type.decimal(9, 2), Type.decimal(30, 4));
    private static final Schema SCHEMA = new Schema(ELEMENTS.stream()
            .map(element -> Field.nullable("list of " + element, Type.listOf(element)))
            .toList());

    @TempDir
    private Path directory;
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);

    @AfterEach
    void nothingIsLeft() {
        budget.close();
    }

    /// Null, empty, or some elements of which each third is null.
    private static @Nullable List<@Nullable Object> list(int row, Type element) {
        if (row % 7 == 0) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < row % 5; i++) {
            values.add((row + i) % 3 == 0 ? null : value(row + i, element));
        }
        return values;
    }

    private static Object value(int number, Type element) {
        return switch (element.kind()) {
            case BOOL -> number % 2 == 0;
            case INT32 -> -number;
            case FLOAT64 -> number / 4d;
            case UTF8 -> "text " + number;
            default -> element.isWide()
                    ? new BigDecimal("-1234567890123456789012345.6789").multiply(BigDecimal.valueOf(number))
                    : BigDecimal.valueOf(-number, 2);
        };
    }

    private Block filledBlock() {
        Block block = new Block(budget, "rows", SCHEMA, ROWS, 10_000);
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < ELEMENTS.size(); column++) {
                List<@Nullable Object> list = list(row, ELEMENTS.get(column));
                if (list != null) {
                    assertThat(writer.setList(column, packed(list, ELEMENTS.get(column)))).isTrue();
                }
            }
            writer.endRow();
        }
        return block;
    }

    private byte[] packed(List<@Nullable Object> values, Type element) {
        Schema schema = Schema.of(Field.nullable("element", element));
        try (Block block = new Block(budget, "elements", schema, 8, 1_000);
                Buffer numbers = Buffer.allocate(budget, "numbers", 4L * 8)) {
            BlockWriter writer = new BlockWriter(schema);
            writer.begin(block);
            for (int i = 0; i < values.size(); i++) {
                switch (values.get(i)) {
                    case Boolean value -> writer.setBoolean(0, value);
                    case Integer value -> writer.setInt(0, value);
                    case Double value -> writer.setDouble(0, value);
                    case String value -> writer.setText(0, value);
                    case BigDecimal value -> writer.setDecimal(0, value);
                    case null, default -> writer.setNull(0);
                }
                Memory.putInt(numbers.address() + 4L * i, i);
                writer.endRow();
            }
            Column column = new Column(element);
            block.view(0, 0, column);
            byte[] bytes = new byte[(int) PackedList.bytes(column, numbers.address(), values.size())];
            try (Buffer target = Buffer.allocate(budget, "list", bytes.length)) {
                PackedList.pack(column, numbers.address(), values.size(), target.address());
                Memory.copyOut(target.address(), bytes, 0, bytes.length);
            }
            return bytes;
        }
    }

    private static void check(VectorSchemaRoot root, int firstRow) {
        for (int row = 0; row < root.getRowCount(); row++) {
            for (int column = 0; column < ELEMENTS.size(); column++) {
                assertThat(text(root.getVector(column), row))
                        .isEqualTo(String.valueOf(list(firstRow + row, ELEMENTS.get(column))));
            }
        }
    }

    private static String text(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return "null";
        }
        ListVector lists = (ListVector) vector;
        return IntStream.range(lists.getElementStartIndex(row), lists.getElementEndIndex(row))
                .mapToObj(element -> String.valueOf(lists.getDataVector().getObject(element)))
                .toList()
                .toString();
    }

    @Test
    void filesHoldThem() throws IOException {
        Path path = directory.resolve("lists.arrow");
        try (Block block = filledBlock();
                OutputStream out = Files.newOutputStream(path);
                ArrowFile file = new ArrowFile(budget, SCHEMA, ROWS, 10_000, out)) {
            file.write(new Chunk(SCHEMA).view(block, 0, 20));
            file.write(new Chunk(SCHEMA).view(block, 21, ROWS)); // begins within a byte: is copied
            file.finish();
        }
        try (RootAllocator allocator = new RootAllocator();
                SeekableByteChannel channel = Files.newByteChannel(path);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(reader.loadNextBatch()).isTrue();
            check(root, 0);
            assertThat(reader.loadNextBatch()).isTrue();
            check(root, 21);
        }
    }

    @Test
    void areLentBack() {
        try (Block block = filledBlock(); ArrowView view = new ArrowView(budget, SCHEMA, ROWS, 10_000)) {
            view.show(new Chunk(SCHEMA).view(block, 0, ROWS), root -> {
                LentColumns columns = ArrowColumns.of(root);
                columns.check(ROWS);
                Schema wide = columns.schema();
                Block shell = Block.shell(wide);
                shell.lend(columns);
                Chunk lent = new Chunk(wide).view(shell, 0, ROWS);
                for (int column = 0; column < ELEMENTS.size(); column++) {
                    assertThat(wide.field(column).type()).isEqualTo(SCHEMA.field(column).type());
                    for (int row = 0; row < ROWS; row++) {
                        assertThat(elements(lent.column(column), row)).isEqualTo(list(row, ELEMENTS.get(column)));
                    }
                }
            });
        }
    }

    private static @Nullable List<@Nullable Object> elements(Column lists, int row) {
        if (lists.isNull(row)) {
            return null;
        }
        Column elements = new Column(lists.type().elementType());
        int size = PackedList.view(lists, row, elements);
        @Nullable
        Object[] values = new Object[size];
        for (int i = 0; i < size; i++) {
            values[i] = elements.isNull(i) ? null : switch (elements.type().kind()) {
                case BOOL -> elements.booleanAt(i);
                case INT32 -> elements.intAt(i);
                case FLOAT64 -> elements.doubleAt(i);
                case UTF8 -> new String(elements.bytesAt(i), UTF_8);
                default -> elements.decimalAt(i);
            };
        }
        return Arrays.asList(values);
    }

    @Test
    void listsOfListsAreRefusedByName() {
        org.apache.arrow.vector.types.pojo.Schema one = ArrowTypes
                .toArrow(Schema.of(Field.nullable("inner", Type.listOf(Type.INT32))));
        org.apache.arrow.vector.types.pojo.Field outer = new org.apache.arrow.vector.types.pojo.Field("outer",
                org.apache.arrow.vector.types.pojo.FieldType
                        .nullable(org.apache.arrow.vector.types.pojo.ArrowType.List.INSTANCE),
                one.getFields());
        assertThatThrownBy(() -> ArrowTypes.fromArrow(new org.apache.arrow.vector.types.pojo.Schema(List.of(outer))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column `outer` is Arrow's List");
    }
}
