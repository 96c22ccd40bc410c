// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Rows as they are, of any columns.
public record RowEncoding(Schema schema) implements Encoding<Row> {

    public RowEncoding {
        if (schema.size() > BlockWriter.MAX_COLUMNS) {
            throw new PlanException("rows of %d columns: %d are the most".formatted(schema.size(),
                    BlockWriter.MAX_COLUMNS));
        }
    }

    @Override
    public RowCodec<Row> codecAt(int firstColumn) {
        return new Codec(schema, firstColumn);
    }

    @Override
    public String typeName() {
        return "Row";
    }

    private record Codec(Schema schema, int firstColumn) implements RowCodec<Row> {

        @Override
        public boolean write(Row value, BlockWriter row) {
            if (value.schema().size() != schema.size()) {
                throw new IllegalArgumentException(
                        "a row of %s where one of %s is due".formatted(value.schema().names(), schema.names()));
            }
            boolean fits = true;
            for (int column = 0; column < schema.size() && fits; column++) {
                fits = set(row, firstColumn + column, value.valueAt(column));
            }
            return fits;
        }

        private static boolean set(BlockWriter row, int column, @Nullable Object value) {
            switch (value) {
                case null -> row.setNull(column);
                case Boolean bool -> row.setBoolean(column, bool);
                case Byte number -> row.setInt(column, number);
                case Short number -> row.setInt(column, number);
                case Integer number -> row.setInt(column, number);
                case Long number -> row.setLong(column, number);
                case Float number -> row.setFloat(column, number);
                case Double number -> row.setDouble(column, number);
                case Instant moment -> row.setLong(column, Times.micros(moment));
                case LocalDate day -> row.setInt(column, Times.days(day));
                case BigDecimal number when row.schema().field(column).type().isDecimal() ->
                    row.setDecimal(column, number);
                case LocalDateTime time -> row.setLong(column, Times.micros(time));
                case LocalTime time -> row.setLong(column, Times.micros(time));
                case byte[] bytes when row.schema().field(column).type().equals(Type.BINARY) -> {
                    return row.setBytes(column, bytes, 0, bytes.length);
                }
                case List<?> list when row.schema().field(column).type().isList() -> {
                    return Lists.write(list, row, column);
                }
                case String text -> {
                    return row.setText(column, text);
                }
                default -> row.setObject(column, value);
            }
            return true;
        }

        @Override
        public Row read(Chunk chunk, int row) {
            Column[] columns = new Column[schema.size()];
            for (int column = 0; column < columns.length; column++) {
                columns[column] = chunk.column(firstColumn + column);
            }
            return RowValue.of(schema, columns, row);
        }
    }
}
