// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Hashes rows as a [KeyTable] of the same types would: equal values have equal hashes, on every machine and for ever.
///
/// All NaNs are one value, and so are the two zeros. One thread.
public final class KeyHasher {
    private final KeyBatch batch;
    private final WordLoader loader;

    public KeyHasher(List<Type> types) {
        KeyLayout layout = KeyLayout.of(types);
        batch = new KeyBatch(layout.words(), layout.texts());
        loader = new WordLoader(layout);
    }

    /// Writes an int64 for each row; that of a row with a null means nothing.
    ///
    /// @param columns dense
    public void hash(Column[] columns, int rows, long target) {
        for (int from = 0; from < rows; from += KeyBatch.ROWS) {
            batch.rows = Math.min(KeyBatch.ROWS, rows - from);
            loader.load(columns, from, batch);
            batch.hash();
            MemorySegment.copy(batch.hash, 0, Memory.ALL, ValueLayout.JAVA_LONG_UNALIGNED, target + 8L * from,
                    batch.rows);
        }
    }
}
