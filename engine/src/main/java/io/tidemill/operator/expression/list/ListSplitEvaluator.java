// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.list;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.list.Lists;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.TextTarget;

/// The pieces of each text as a list. Room for where they are grows with the most pieces that a chunk had.
public final class ListSplitEvaluator implements Evaluator {
    private static final int BYTES_PER_PIECE = 3 * Integer.BYTES; // where it starts and ends, and its row

    private final Kernel<Loop.SplitText> split;
    private final Kernel<Loop.PackTexts> pack;
    private final Kernel<Loop.TextTotal> total;
    private final Evaluator input;
    private final TextTarget pieces;
    private final TextTarget target;
    private final SplitCursor cursor = new SplitCursor();
    private final Column result = new Column(Type.listOf(Type.UTF8));
    private int mostPieces;

    public ListSplitEvaluator(Shape<Loop.SplitText> shape, Evaluator input, Forge forge, Scratch scratch) {
        this.split = forge.kernel(shape);
        this.pack = forge.kernel(Lists.ofTexts());
        this.total = forge.kernel(TextSizes.total());
        this.input = input;
        this.pieces = scratch.texts();
        this.target = scratch.texts();
        makeRoom(scratch.chunkRows());
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column text = input.evaluate(chunk, wanted);
        int rows = chunk.rows();
        int count = split(text, rows);
        while (!cursor.isDone(rows)) {
            makeRoom(Math.multiplyExact(2, mostPieces));
            count = split(text, rows);
        }
        Loop.PackTexts loop = pack.current();
        target.ensure(loop.room(rows, count, total.current().apply(starts(), ends(), count)));
        loop.apply(text.data(), starts(), ends(), parents(), count, target.data(), target.starts(), target.ends(),
                rows);
        return result.setText(target.data(), target.starts(), target.ends())
                .setValidity(text.validity(), text.validityBit());
    }

    private int split(Column text, int rows) {
        cursor.reset();
        return split.current()
                .apply(text.data(), text.starts(), text.ends(), rows, cursor, starts(), ends(), parents(), mostPieces);
    }

    private void makeRoom(int count) {
        pieces.ensure((long) BYTES_PER_PIECE * count + 3L * Buffer.ALIGNMENT);
        mostPieces = count;
    }

    private long starts() {
        return pieces.data();
    }

    private long ends() {
        return starts() + room();
    }

    private long parents() {
        return ends() + room();
    }

    /// For a number a piece, and what a vector may write behind them.
    private long room() {
        return (long) Integer.BYTES * mostPieces + Buffer.ALIGNMENT;
    }
}
