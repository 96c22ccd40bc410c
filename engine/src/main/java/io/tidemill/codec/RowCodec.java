// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;

/// Carries Java values into columns and back: one value a row.
///
/// Stateless, or with scratch of its own for one thread: every user of a codec makes its own ([Encoding#codec]).
public interface RowCodec<T> {

    Schema schema();

    /// Sets all columns of a row, which the caller ends. False if some text did not fit into what is left of the block: the
    /// caller discards the row and writes it again in the next block.
    boolean write(T value, BlockWriter row);

    /// Makes the value of a row; allocates. Throws what a record's constructor throws, and a [io.tidemill.BugException] where the
    /// fault is the codec's own.
    T read(Chunk chunk, int row);
}
