// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

import io.tidemill.DeadLetter;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.metrics.Counter;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.runtime.failure.Closing;

/// Carries dead letters from the lane to their sink, by the output ring, as every result goes.
///
/// An operator in the middle of a chunk cannot wait for room in that ring. So letters wait here, a bounded number: when it is reached
/// operators return and are not called again before the ring has taken some. A slot is not passed before its letters stand in the ring.
/// An operator that is handed a whole chunk at once may add as many letters as the chunk has rows.
final class DeadLetterOutput implements Operator {
    private static final int MOST_WAITING = 64;
    private static final int TEXT_BYTES = 3 * DeadLetter.MOST_CHARACTERS; // the longest text, whatever its characters

    private final @Nullable OutputPort port; // null if nobody takes dead letters
    private final ArrayDeque<DeadLetter> waiting = new ArrayDeque<>();
    private final RowCodec<DeadLetter> codec = Encodings.of(DeadLetter.class).codec();
    private final BlockWriter writer = new BlockWriter(codec.schema());
    private final Chunk written = new Chunk(codec.schema());
    private final Counter rows = new Counter();
    private @Nullable Block block;

    /// @param port to the sink that takes dead letters; null if there is none
    DeadLetterOutput(@Nullable OutputPort port) {
        this.port = port;
    }

    @Override
    public void open(OperatorContext context) {
        OperatorContext small = new OperatorContext(context.name(), context.budget(), MOST_WAITING, TEXT_BYTES,
                context.zeroTimeMicros(), context.forge(), context.failures(), context.verdicts(),
                context.lanes(), context.clock());
        block = new Block(context.budget(), "dead letters", codec.schema(), MOST_WAITING, TEXT_BYTES);
        writer.begin(block);
        if (port != null) {
            port.open(small);
        }
    }

    /// Adds a letter, unless nobody takes it.
    void add(DeadLetter letter) {
        if (port != null) {
            waiting.add(letter);
            rows.add(1);
        }
    }

    /// How many letters were added. Any thread.
    long rows() {
        return rows.value();
    }

    boolean isFull() {
        return waiting.size() >= MOST_WAITING;
    }

    /// Lets waiting letters go if they are many; false if there is still no room for another.
    boolean makeRoom() {
        return waiting.size() < MOST_WAITING || flush();
    }

    /// Lets all waiting letters go; false if some have found no room.
    boolean flush() {
        while (!waiting.isEmpty() || writer.rows() > 0) {
            if (!passSome()) {
                return false;
            }
        }
        return true;
    }

    private boolean passSome() {
        OutputPort target = port;
        Block full = block;
        if (target == null || full == null) {
            throw new IllegalStateException("dead letters wait, and nobody takes them");
        }
        for (DeadLetter letter = waiting.peek(); letter != null && write(letter); letter = waiting.peek()) {
            waiting.remove();
        }
        written.view(full, 0, writer.rows());
        Progress progress = Progress.MORE;
        while (progress == Progress.MORE) {
            progress = target.process(written, _ -> {});
        }
        if (progress == Progress.DONE) {
            full.clear();
            writer.begin(full);
        }
        return progress == Progress.DONE;
    }

    private boolean write(DeadLetter letter) {
        if (writer.isFull() || !codec.write(letter, writer)) {
            writer.discardRow();
            return false;
        }
        writer.endRow();
        return true;
    }

    @Override
    public Progress process(Chunk input, Output output) {
        throw new IllegalStateException("no stream feeds the dead letters");
    }

    @Override
    public void close() {
        Closing closing = new Closing();
        if (port != null) {
            closing.close(port);
        }
        Block held = block;
        if (held != null) {
            block = null;
            closing.close(held);
        }
        closing.rethrow();
    }
}
