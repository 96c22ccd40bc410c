// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.plan.Site;

/// The block of its own into which an operator writes the rows that user code makes, a chunk at a time.
///
/// A row that finds no room is refused, and added again after [#pass] and [#begin].
final class RowBlock implements AutoCloseable {
    private final Block block;
    private final BlockWriter writer;
    private final Chunk chunk;
    private final Site site;
    private final String name;
    private final int textBytes;

    RowBlock(OperatorContext context, Schema schema, Site site) {
        this.site = site;
        name = context.name();
        textBytes = context.textBytes();
        block = new Block(context.budget(), "the rows of " + name, schema, context.chunkRows(), textBytes, false);
        writer = new BlockWriter(schema);
        chunk = new Chunk(schema);
        writer.begin(block);
    }

    /// Forgets the rows that were passed on.
    void begin() {
        if (writer.rows() > 0) {
            block.clear();
            writer.begin(block);
        }
    }

    /// Adds a value as a row; false if there is no room for it.
    <T> boolean add(RowCodec<T> codec, T value) {
        return hasRoom() && end(codec.write(value, writer));
    }

    /// Ends a row that [#writer] was given, or discards it if its text did not fit: false.
    boolean end(boolean fits) {
        if (fits) {
            writer.endRow();
            return true;
        }
        writer.discardRow();
        if (writer.rows() == 0) {
            throw site.tooLong(name, textBytes);
        }
        return false;
    }

    boolean hasRoom() {
        return !writer.isFull();
    }

    BlockWriter writer() {
        return writer;
    }

    /// Passes on the rows that were added, if there are any.
    void pass(Output output) {
        if (writer.rows() > 0) {
            output.pass(chunk.view(block, 0, writer.rows()));
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
