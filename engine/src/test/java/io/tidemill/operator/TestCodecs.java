// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.Objects;

import io.tidemill.codec.RowCodec;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Codecs of one column, as simple as can be.
final class TestCodecs {

    private TestCodecs() {}

    static RowCodec<String> text(String name) {
        return new Text(Schema.of(Field.of(name, Type.UTF8)), 0);
    }

    static RowCodec<Long> integer(String name) {
        return new Integer64(Schema.of(Field.of(name, Type.INT64)), 0);
    }

    @SuppressWarnings("unchecked") // as untyped streams do
    static <T> RowCodec<T> object(String name) {
        return (RowCodec<T>) new Heap(Schema.of(Field.of(name, Type.OBJECT)), 0);
    }

    private record Text(Schema schema, int column) implements RowCodec<String> {
        @Override
        public boolean write(String value, BlockWriter row) {
            return row.setText(column, value);
        }

        @Override
        public String read(Chunk chunk, int row) {
            return chunk.column(column).stringAt(row);
        }
    }

    private record Integer64(Schema schema, int column) implements RowCodec<Long> {
        @Override
        public boolean write(Long value, BlockWriter row) {
            row.setLong(column, value);
            return true;
        }

        @Override
        public Long read(Chunk chunk, int row) {
            return chunk.column(column).longAt(row);
        }
    }

    private record Heap(Schema schema, int column) implements RowCodec<Object> {
        @Override
        public boolean write(Object value, BlockWriter row) {
            row.setObject(column, value);
            return true;
        }

        @Override
        public Object read(Chunk chunk, int row) {
            return Objects.requireNonNull(chunk.column(column).objectAt(row));
        }
    }
}
