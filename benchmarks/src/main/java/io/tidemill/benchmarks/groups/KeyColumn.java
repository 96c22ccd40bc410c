// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.groups;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Rows with an int64 key, 0 to `keys` - 1, all as often, in an order in which neighbours are far from each other. The order of one column
/// says nothing about that of another, so the groups that one has numbered are met in no order by the other.
final class KeyColumn implements AutoCloseable {
    static final Schema SCHEMA = Schema.of(Field.of("key", Type.INT64));

    private static final long[] STRIDES = {7_368_787, 15_485_863, 32_452_843, 49_979_687}; // none has a factor with a power of ten
    private static final long SLACK_BYTES = 64;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment values;
    private final long rows;
    private final long keys;

    /// @param order 0 to 3
    /// @param rows a multiple of `keys`, a power of ten
    KeyColumn(int order, long keys, long rows) {
        this.keys = keys;
        this.rows = rows;
        values = arena.allocate(Long.BYTES * rows + SLACK_BYTES, 64);
        for (long row = 0; row < rows; row++) {
            values.setAtIndex(ValueLayout.JAVA_LONG, row, row % keys * STRIDES[order] % keys);
        }
    }

    long keys() {
        return keys;
    }

    long rows() {
        return rows;
    }

    /// The sum of all keys of all rows.
    long total() {
        return rows / keys * (keys * (keys - 1) / 2);
    }

    LentColumns lent() {
        return LentColumns.of(SCHEMA).set("key", values);
    }

    @Override
    public void close() {
        arena.close();
    }
}
