// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.tidemill.memory.Block;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Schema;

/// One period of readings as columns, in memory that any thread may read.
final class ReadingColumns implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final LentColumns lent;
    private final Chunk chunk;

    ReadingColumns() {
        Schema schema = Reading.codec().schema();
        MemorySegment at = arena.allocate(ValueLayout.JAVA_LONG, Reading.PERIOD);
        MemorySegment key = arena.allocate(ValueLayout.JAVA_INT, Reading.PERIOD);
        MemorySegment value = arena.allocate(ValueLayout.JAVA_DOUBLE, Reading.PERIOD);
        for (int i = 0; i < Reading.PERIOD; i++) {
            at.setAtIndex(ValueLayout.JAVA_LONG, i, i);
            key.setAtIndex(ValueLayout.JAVA_INT, i, Reading.key(i));
            value.setAtIndex(ValueLayout.JAVA_DOUBLE, i, 1.0);
        }
        lent = LentColumns.of(schema).set("at", at).set("key", key).set("value", value);
        Block block = Block.shell(schema);
        block.lend(lent);
        chunk = new Chunk(schema).view(block, 0, Reading.PERIOD);
    }

    LentColumns lent() {
        return lent;
    }

    Chunk chunk() {
        return chunk;
    }

    /// Nothing that was lent may be in use any more.
    @Override
    public void close() {
        arena.close();
    }
}
