// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.RowCodec;
import io.tidemill.codec.RowText;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;

/// The values of a chunk's rows, made as they are asked for, until the chunk is given back.
///
/// To make a record is to run its constructor, on one row: such a row may be left out. What the function makes of the values, it makes
/// of all of them.
final class RowIterator<T> implements Iterator<T> {
    private final RowCodec<T> codec;
    private final HandedRows rows;
    private @Nullable Chunk chunk; // null when it has been given back
    private @Nullable T ahead; // made, but not given yet
    private @Nullable RuntimeException failure;
    private int next;

    RowIterator(RowCodec<T> codec, HandedRows rows, Chunk chunk) {
        this.codec = codec;
        this.rows = rows;
        this.chunk = chunk;
    }

    /// Gives the chunk back: nothing can be read any more.
    void end() {
        chunk = null;
    }

    /// Throws what stopped the engine at one of the rows, should the function have caught it.
    void rethrow() {
        RuntimeException stopped = failure;
        if (stopped != null) {
            throw stopped;
        }
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
        Chunk input = chunk();
        while (ahead == null && next < input.selectedRows()) {
            int row = input.rowAt(next++);
            rows.next();
            try {
                ahead = codec.read(input, row);
            } catch (Throwable thrown) {
                judge(thrown, input, row);
            }
        }
        return ahead != null;
    }

    private void judge(Throwable thrown, Chunk input, int row) {
        try {
            rows.judge(thrown, () -> RowText.of(input, row));
        } catch (RuntimeException stopped) {
            failure = stopped;
            throw stopped;
        }
    }

    @Override
    public T next() {
        T value = hasNext() ? ahead : null;
        if (value == null) {
            throw new NoSuchElementException();
        }
        ahead = null;
        return value;
    }
}
