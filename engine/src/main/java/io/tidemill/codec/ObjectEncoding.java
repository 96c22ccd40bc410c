// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.util.Objects;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Java values on the heap, as untyped lambdas make them: one object column, none of them null.
public record ObjectEncoding<T>(Schema schema) implements Encoding<T> {

    public ObjectEncoding() {
        this(Schema.of(Field.of(VALUE, Type.OBJECT)));
    }

    @Override
    public RowCodec<T> codecAt(int firstColumn) {
        return new Codec<>(schema, firstColumn);
    }

    @Override
    public String typeName() {
        return "Object";
    }

    private record Codec<T>(Schema schema, int column) implements RowCodec<T> {

        @Override
        public boolean write(T value, BlockWriter row) {
            row.setObject(column, Objects.requireNonNull(value, "a null where a value is due"));
            return true;
        }

        @Override
        @SuppressWarnings("unchecked") // the column's writer was an encoding of T
        public T read(Chunk chunk, int row) {
            return (T) Objects.requireNonNull(chunk.column(column).objectAt(row));
        }
    }
}
