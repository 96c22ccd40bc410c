// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.plan.UserCode;

/// The block of its own into which an operator writes the values that user code makes, a chunk of rows at a time.
///
/// A value that finds no room is refused, and added again after [#pass] and [#begin].
final class RowBlock<T> implements AutoCloseable {
    private final RowCodec<T> codec;
    private final UserCode code;
    private final Block block;
    private final BlockWriter writer;
    private final Chunk chunk;
    private final int textBytes;

    RowBlock(OperatorContext context, RowCodec<T> codec, UserCode code) {
        this.codec = codec;
        this.code = code;
        textBytes = context.textBytes();
        block = new Block(context.budget(), "the rows of " + context.name(), codec.schema(), context.chunkRows(),
                textBytes);
        writer = new BlockWriter(codec.schema());
        chunk = new Chunk(codec.schema());
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
    boolean add(T value) {
        if (writer.isFull()) {
            return false;
        }
        if (write(value)) {
            writer.endRow();
            return true;
        }
        writer.discardRow();
        if (writer.rows() == 0) {
            throw code.tooLong(textBytes);
        }
        return false;
    }

    /// Runs the accessors of records, which are user code.
    private boolean write(T value) {
        try {
            return codec.write(value, writer);
        } catch (Throwable thrown) {
            writer.discardRow();
            throw code.failure(thrown);
        }
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
