// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;

/// The values of a chunk's rows, made as they are asked for, until the chunk is given back.
final class RowIterator<T> implements Iterator<T> {
    private final RowCodec<T> codec;
    private @Nullable Chunk chunk; // null when it has been given back
    private int next;

    RowIterator(RowCodec<T> codec, Chunk chunk) {
        this.codec = codec;
        this.chunk = chunk;
    }

    /// Gives the chunk back: nothing can be read any more.
    void end() {
        chunk = null;
    }

    private Chunk chunk() {
        Chunk known = chunk;
        if (known == null) {
            throw new IllegalStateException(
                    "the values of a partition can be read until the last value that was made of them has been taken");
        }
        return known;
    }

    @Override
    public boolean hasNext() {
        return next < chunk().selectedRows();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Chunk rows = chunk();
        return codec.read(rows, rows.rowAt(next++));
    }
}
