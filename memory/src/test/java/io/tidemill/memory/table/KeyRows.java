// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Keys as lists of Java values, put into columns for a table, and the ids that the table gave them.
final class KeyRows implements AutoCloseable {
    private static final int TEXT_BYTES = 1 << 20;

    private final Schema schema;
    private final Block block;
    private final Chunk chunk;
    private final Buffer ids;
    private int rows;

    KeyRows(MemoryBudget budget, List<Type> types, int capacity) {
        schema = new Schema(IntStream.range(0, types.size())
                .mapToObj(key -> Field.nullable("key" + key, types.get(key)))
                .toList());
        block = new Block(budget, "rows", schema, capacity + 64, TEXT_BYTES);
        chunk = new Chunk(schema);
        ids = Buffer.allocate(budget, "ids", 4L * capacity);
    }

    /// Puts keys into columns that start in the middle of a block, so that bits start in the middle of a byte.
    Column[] columns(List<Key> keys, int skipped) {
        block.clear();
        BlockWriter writer = new BlockWriter(schema);
        writer.begin(block);
        for (int i = 0; i < skipped; i++) {
            write(writer, keys.get(i % keys.size()));
        }
        keys.forEach(key -> write(writer, key));
        rows = keys.size();
        chunk.view(block, skipped, skipped + rows);
        return IntStream.range(0, schema.size()).mapToObj(chunk::column).toArray(Column[]::new);
    }

    private void write(BlockWriter writer, Key key) {
        for (int column = 0; column < key.size(); column++) {
            switch (key.value(column)) {
                case null -> writer.setNull(column);
                case Boolean value -> writer.setBoolean(column, value);
                case Byte value -> writer.setInt(column, value);
                case Short value -> writer.setInt(column, value);
                case Integer value -> writer.setInt(column, value);
                case Long value -> {
                    if (schema.field(column).type().isDecimal()) {
                        writer.setUnscaled(column, value);
                    } else {
                        writer.setLong(column, value);
                    }
                }
                case BigDecimal value -> writer.setDecimal(column, value);
                case Float value -> writer.setFloat(column, value);
                case Double value -> writer.setDouble(column, value);
                case String value -> {
                    if (!writer.setText(column, value)) {
                        throw new IllegalStateException("too much text for the test's block");
                    }
                }
                case Bytes value -> {
                    byte[] bytes = value.toArray();
                    if (!writer.setBytes(column, bytes, 0, bytes.length)) {
                        throw new IllegalStateException("too many bytes for the test's block");
                    }
                }
                default -> throw new IllegalArgumentException("no key: " + key.value(column));
            }
        }
        writer.endRow();
    }

    long idsAddress() {
        return ids.address();
    }

    /// The ids that a table wrote for the rows.
    int[] ids() {
        return ids(rows);
    }

    int[] ids(int count) {
        return IntStream.range(0, count).map(row -> Memory.intAt(ids.address() + 4L * row)).toArray();
    }

    /// All keys of a table, by group.
    static List<Key> keysOf(KeyTable table) {
        return IntStream.range(0, table.groups()).mapToObj(group -> keyOf(table, group)).toList();
    }

    static Key keyOf(KeyTable table, int group) {
        @Nullable
        Object[] values = new Object[table.keyTypes().size()];
        for (int key = 0; key < values.length; key++) {
            values[key] = value(table.key(key), group);
        }
        return new Key(values);
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type().kind()) {
            case BOOL -> column.booleanAt(row);
            case INT8 -> (byte) column.intAt(row);
            case INT16 -> (short) column.intAt(row);
            case INT32, DATE -> column.intAt(row);
            case DECIMAL -> column.type().isWide() ? (Object) column.decimalAt(row) : (Object) column.longAt(row);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME -> column.longAt(row);
            case FLOAT32 -> column.floatAt(row);
            case FLOAT64 -> column.doubleAt(row);
            case UTF8 -> column.stringAt(row);
            case BINARY -> Bytes.of(column.bytesAt(row));
            case LIST, OBJECT -> throw new IllegalArgumentException("no key");
        };
    }

    @Override
    public void close() {
        block.close();
        ids.close();
    }
}
