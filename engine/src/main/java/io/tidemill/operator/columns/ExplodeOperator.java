// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.text.Splits;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Splitter;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Makes a row of each piece of a text, with other columns repeated. A null has no pieces.
///
/// No text is copied: a piece is where it starts and ends in its row's text. However many pieces there are, each call makes one
/// chunk of them.
public final class ExplodeOperator implements Operator {
    private final List<Bound> carried;
    private final int position;
    private final Bound text;
    private final Splitter splitter;
    private final Chunk pieces;
    private final SplitCursor cursor = new SplitCursor();
    private final Owned owned = new Owned();
    private ColumnProgram program; // of the carried columns, then the text
    private ColumnGather[] gathers;
    private Kernel<Loop.SplitText> split;
    private TextRows texts;
    private int chunkRows;
    private long starts;
    private long ends;
    private long parents; // the row of each piece, if columns are carried
    private boolean isSplitting;

    /// @param output the carried columns, and among them the pieces at `position`
    public ExplodeOperator(Schema output, List<Bound> carried, int position, Bound text, Splitter splitter) {
        this.carried = List.copyOf(carried);
        this.position = position;
        this.text = text;
        this.splitter = splitter;
        this.pieces = new Chunk(output);
    }

    @Override
    public void open(OperatorContext context) {
        chunkRows = context.chunkRows();
        split = context.forge().kernel(shape());
        List<Bound> expressions = new ArrayList<>(carried);
        expressions.add(text);
        program = owned.add(new ColumnProgram(expressions, context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        gathers = new ColumnGather[carried.size()];
        for (int i = 0; i < gathers.length; i++) {
            gathers[i] = new ColumnGather(carried.get(i).type(), context, owned);
        }
        texts = new TextRows(context, owned);
        long room = 4L * chunkRows + Buffer.ALIGNMENT;
        starts = owned.allocate(context, "pieces", 3 * room);
        ends = starts + room;
        parents = gathers.length == 0 ? 0 : ends + room;
    }

    private Shape<Loop.SplitText> shape() {
        return switch (splitter) {
            case Splitter.Words _ -> Splits.words();
            case Splitter.Separator(String separator) -> Splits.at(separator.getBytes(UTF_8));
            case Splitter.Elements _ -> throw new IllegalArgumentException("a text has no elements");
        };
    }

    @Override
    public Progress process(Chunk input, Output output) {
        if (!isSplitting) {
            begin(input);
        }
        int count = texts.split(split.current(), cursor, starts, ends, parents, chunkRows);
        isSplitting = !cursor.isDone(texts.count());
        if (count > 0) {
            output.pass(pieces(count));
        }
        return isSplitting ? Progress.MORE : Progress.DONE;
    }

    private void begin(Chunk input) {
        cursor.reset();
        program.run(input);
        texts.set(input, program.column(carried.size()));
    }

    private Chunk pieces(int count) {
        if (parents != 0) {
            texts.renumber(parents, count);
        }
        for (int i = 0; i < gathers.length; i++) {
            int index = i < position ? i : i + 1;
            pieces.column(index).set(gathers[i].gather(program.column(i), parents, count), 0);
        }
        pieces.column(position).setText(texts.data(), starts, ends);
        pieces.rows(count);
        return pieces;
    }

    @Override
    public void close() {
        owned.close();
    }
}
