// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;

import io.tidemill.codec.Lists;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;

/// Makes a row of any schema out of a number: small numbers, and lines of short words.
final class MadeUpRows implements RowCodec<Long> {
    private static final String[] LINES = {"", "the tide", "fills the pond and turns the wheel",
            "one two three four five six seven eight"};

    private static final byte[] BYTES = {0, 1, 2, 3, 4, 5, 6, 7, -1};

    private final Schema schema;

    MadeUpRows(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean write(Long value, BlockWriter row) {
        int number = (int) (value % 1_000);
        for (int column = 0; column < schema.size(); column++) {
            if (!set(row, column, schema.field(column), number)) {
                return false;
            }
        }
        return true;
    }

    private static boolean set(BlockWriter row, int column, Field field, int number) {
        switch (field.type().kind()) {
            case BOOL -> row.setBoolean(column, (number & 1) != 0);
            case INT8 -> row.setInt(column, number & 0x7f);
            case INT16, INT32, DATE -> row.setInt(column, number);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ, TIME -> row.setLong(column, number);
            case FLOAT32 -> row.setFloat(column, number);
            case FLOAT64 -> row.setDouble(column, number);
            case OBJECT -> row.setNull(column);
            case UTF8 -> {
                return row.setText(column, LINES[number % LINES.length]);
            }
            case DECIMAL -> row.setUnscaled(column, number % 10);
            case BINARY -> {
                return row.setBytes(column, BYTES, 0, number % BYTES.length);
            }
            case LIST -> {
                return Lists.write(List.of(), row, column);
            }
        }
        return true;
    }

    @Override
    public Long read(Chunk chunk, int row) {
        throw new UnsupportedOperationException("made-up rows are not read back");
    }
}
