// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.tidemill.RowWriter;
import io.tidemill.codec.Lists;
import io.tidemill.codec.Times;
import io.tidemill.codec.WrittenRow;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// Writes rows into a block of one row and hands each on as values on the heap, in the types of Java.
final class RowCollector extends WrittenRow {
    private final Block block;
    private final Chunk chunk;
    private final int textBytes;
    private final ToLongFunction<List<@Nullable Object>> rows;

    /// @param rows takes a row and answers its number
    RowCollector(Schema schema, MemoryBudget budget, int textBytes, ToLongFunction<List<@Nullable Object>> rows) {
        super(new BlockWriter(schema));
        this.block = new Block(budget, "collected row", schema, 1, textBytes);
        this.chunk = new Chunk(schema);
        this.textBytes = textBytes;
        this.rows = rows;
        writer().begin(block);
    }

    /// Takes a row of a chunk.
    void copy(Chunk source, int row) {
        for (int column = 0; column < source.schema().size(); column++) {
            if (!writer().copy(column, source.column(column), row)) {
                makesRoom();
            }
        }
        commit();
    }

    @Override
    protected boolean makesRoom() {
        throw new IllegalArgumentException("a text is longer than the line limit of %,d bytes".formatted(textBytes));
    }

    @Override
    public RowWriter setText(int column, byte[] utf8, int from, int bytes) {
        requireValid(ByteBuffer.wrap(utf8, from, bytes));
        return super.setText(column, utf8, from, bytes);
    }

    @Override
    public RowWriter setText(int column, long utf8Address, int bytes) {
        requireValid(Memory.segment(utf8Address, bytes).asByteBuffer());
        return super.setText(column, utf8Address, bytes);
    }

    @Override
    public long commit() {
        writer().endRow();
        chunk.view(block, 0, 1);
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 0; column < chunk.schema().size(); column++) {
            row.add(value(chunk.column(column)));
        }
        block.clear();
        writer().begin(block);
        return rows.applyAsLong(Collections.unmodifiableList(row));
    }

    private static @Nullable Object value(Column column) {
        if (column.isNull(0)) {
            return null;
        }
        return switch (column.type().kind()) {
            case BOOL -> column.booleanAt(0);
            case INT8, INT16, INT32 -> column.intAt(0);
            case INT64 -> column.longAt(0);
            case FLOAT32 -> column.floatAt(0);
            case FLOAT64 -> column.doubleAt(0);
            case TIMESTAMP -> Times.instant(column.longAt(0));
            case DATE -> Times.date(column.intAt(0));
            case TIMESTAMP_NTZ -> Times.dateTime(column.longAt(0));
            case TIME -> Times.time(column.longAt(0));
            case DECIMAL -> column.decimalAt(0);
            case UTF8 -> column.stringAt(0);
            case BINARY -> Bytes.of(column.bytesAt(0));
            case OBJECT -> column.objectAt(0);
            case LIST -> Lists.read(column, 0);
        };
    }

    private static void requireValid(ByteBuffer utf8) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(utf8);
        } catch (CharacterCodingException failure) {
            throw new IllegalArgumentException("a source set text that is not UTF-8", failure);
        }
    }

    /// Gives the memory back.
    void release() {
        block.close();
    }
}
