// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.NoSuchElementException;

import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;

/// The values of a chunk's rows, made as they are asked for.
final class RowIterator<T> implements Iterator<T> {
    private final RowCodec<T> codec;
    private final Chunk chunk;
    private int next;

    RowIterator(RowCodec<T> codec, Chunk chunk) {
        this.codec = codec;
        this.chunk = chunk;
    }

    @Override
    public boolean hasNext() {
        return next < chunk.selectedRows();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return codec.read(chunk, chunk.rowAt(next++));
    }
}
