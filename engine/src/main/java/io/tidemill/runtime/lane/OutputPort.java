// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

import io.tidemill.StateException;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockPool;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.RowCopier;
import io.tidemill.memory.Schema;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;

/// The last operator of every branch: puts rows into the output ring, for one sink.
///
/// Rows that live until their input is released go as they are. All others are copied, densely, into a few blocks of the
/// port's own, one behind the other; a block is used again when the output agent has passed its last rows. No free block, or no
/// free slot: BLOCKED.
final class OutputPort implements Operator {
    private final int sink;
    private final Schema schema;
    private final int blocks;
    private final Ring<OutputSlot> ring;
    private final Ring.Reader<OutputSlot> outputAgent;
    private final LanePlace lane;
    private final Chunk view;
    private final BlockWriter writer;
    private final ArrayDeque<Filled> filled = new ArrayDeque<>();
    private final ArrayDeque<Filled> spare = new ArrayDeque<>();
    private @Nullable BlockPool pool;
    private @Nullable Block block;
    private long lastSlot = -1;
    private int copied;

    /// A block that waits for the output agent to pass its last rows.
    private static final class Filled {
        @Nullable
        Block block;
        long lastSlot;
    }

    OutputPort(int sink, Schema schema, int blocks, Ring<OutputSlot> ring, Ring.Reader<OutputSlot> outputAgent,
            LanePlace lane) {
        this.sink = sink;
        this.schema = schema;
        this.blocks = blocks;
        this.ring = ring;
        this.outputAgent = outputAgent;
        this.lane = lane;
        this.view = new Chunk(schema);
        this.writer = new BlockWriter(schema);
        for (int i = 0; i < blocks; i++) {
            spare.add(new Filled());
        }
    }

    @Override
    public void open(OperatorContext context) {
        pool = new BlockPool(context.budget(), "output to " + context.name(), schema, blocks, context.chunkRows(),
                context.textBytes());
    }

    @Override
    public Progress process(Chunk input, Output output) {
        if (!ring.hasRoom()) {
            return Progress.BLOCKED;
        }
        if (input.stable() && input.selection() == null) {
            publish(input);
            return Progress.DONE;
        }
        Block target = blockWithRoom();
        if (target == null) {
            return Progress.BLOCKED;
        }
        int from = writer.rows();
        int rows = RowCopier.copy(input, copied, writer);
        if (rows > 0) {
            copied += rows;
            publish(view.view(target, from, writer.rows()));
        } else if (from == 0) {
            throw new StateException("a row of %s is longer than a block for output takes: raise the line limit"
                    .formatted(schema.names()));
        } else {
            retire(target);
        }
        if (copied < input.selectedRows()) {
            return Progress.MORE;
        }
        copied = 0;
        return Progress.DONE;
    }

    private void publish(Chunk rows) {
        long slot = ring.claim();
        ring.slot(slot).rows(sink, rows, lane.sequence(), lane.step());
        ring.publish(slot);
        lastSlot = slot;
    }

    private @Nullable Block blockWithRoom() {
        Block current = block;
        if (current != null && !writer.isFull()) {
            return current;
        }
        if (current != null) {
            retire(current);
        }
        reclaim();
        BlockPool from = pool;
        Block empty = from == null ? null : from.borrow();
        if (empty != null) {
            writer.begin(empty);
            block = empty;
        }
        return empty;
    }

    private void retire(Block full) {
        Filled entry = spare.pop();
        entry.block = full;
        entry.lastSlot = lastSlot;
        filled.add(entry);
        block = null;
    }

    private void reclaim() {
        long passed = outputAgent.passed();
        for (Filled oldest = filled.peek(); oldest != null && oldest.lastSlot <= passed; oldest = filled.peek()) {
            filled.poll();
            Block free = oldest.block;
            oldest.block = null;
            spare.push(oldest);
            if (free != null && pool != null) {
                pool.release(free);
            }
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }
}
