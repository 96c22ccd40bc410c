// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// Where the evaluators of a program write: room for the rows of a chunk, allocated while it is compiled.
final class Scratch implements AutoCloseable {
    private final MemoryBudget budget;
    private final int chunkRows;
    private final List<Buffer> buffers = new ArrayList<>();
    private final List<TextTarget> texts = new ArrayList<>();

    Scratch(MemoryBudget budget, int chunkRows) {
        this.budget = budget;
        this.chunkRows = chunkRows;
    }

    int chunkRows() {
        return chunkRows;
    }

    /// The address of room for values of a fixed width.
    long values(Type type) {
        return allocate((long) type.byteWidth() * chunkRows);
    }

    /// The address of room for one bit a row.
    long bits() {
        return allocate((chunkRows + 7L) >>> 3);
    }

    long allocate(long bytes) {
        Buffer buffer = Buffer.allocate(budget, "the columns of an expression", bytes);
        buffers.add(buffer);
        return buffer.address();
    }

    /// Room for a text a row.
    TextTarget texts() {
        TextTarget target = new TextTarget(budget, chunkRows, values(Type.INT32), values(Type.INT32));
        texts.add(target);
        return target;
    }

    @Override
    public void close() {
        texts.forEach(TextTarget::close);
        texts.clear();
        buffers.forEach(Buffer::close);
        buffers.clear();
    }
}
