// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.UserCodeException;
import io.tidemill.codec.RowCodec;
import io.tidemill.codec.RowText;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;

/// The values of a chunk's selected rows, read for the first function, which is blamed where that fails: to read a record is to
/// run its constructor.
final class RowValues<T> extends Values<T> {
    private final RowCodec<T> codec;
    private final HandedRows reader;
    private Chunk chunk;
    private int next;

    /// @param reader the rows of whoever pulls the values
    RowValues(RowCodec<T> codec, HandedRows reader) {
        this.codec = codec;
        this.reader = reader;
        this.chunk = new Chunk(codec.schema());
    }

    /// Goes on with a chunk: from its start, if the one before was read to its end.
    void read(Chunk rows) {
        chunk = rows;
    }

    /// Forgets the chunk, which was read to its end.
    void end() {
        next = 0;
    }

    @Override
    void begin() {}

    @Override
    @Nullable
    T next() {
        while (next < chunk.selectedRows()) {
            int row = chunk.rowAt(next++);
            try {
                return codec.read(chunk, row);
            } catch (Throwable thrown) {
                reader.next();
                reader.judge(thrown, () -> RowText.of(chunk, row));
                if (reader.mustPause()) {
                    return null;
                }
            }
        }
        return null;
    }

    @Override
    String text(T value) {
        return RowText.of(chunk, chunk.rowAt(next - 1));
    }

    @Override
    void refuse(UserCodeException unwritable) {
        throw unwritable;
    }
}
