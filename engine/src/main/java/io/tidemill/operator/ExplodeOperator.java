// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.Gathers;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Selections;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.Splits;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Splitter;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Makes a row of each piece of a text, beside the other columns of its row. Nulls have no pieces.
///
/// Pieces are starts and ends in the bytes of the text: nothing is copied. A text of many pieces fills chunk after chunk; a cursor
/// remembers where the splitting goes on.
public final class ExplodeOperator implements Operator {
    private final List<Bound> carried;
    private final int position;
    private final Bound text;
    private final Splitter splitter;
    private final Chunk pieces;
    private final Owned owned = new Owned();
    private final SplitCursor cursor = new SplitCursor();
    private ColumnProgram textProgram;
    private Meant meant;
    private Kernel<Loop.SplitText> split;
    private final List<ColumnProgram> programs = new ArrayList<>();
    private final List<ColumnGather> gathers = new ArrayList<>();
    private final Column[] carriedColumns;
    private int chunkRows;
    private long starts;
    private long ends;
    private long parents; // 0 if no column is carried
    private boolean inChunk;

    /// @param carried the other columns, in their order
    /// @param position of the pieces among them
    public ExplodeOperator(Schema output, List<Bound> carried, int position, Bound text, Splitter splitter) {
        this.carried = List.copyOf(carried);
        this.position = position;
        this.text = text;
        this.splitter = splitter;
        this.pieces = new Chunk(output);
        this.carriedColumns = new Column[carried.size()];
    }

    @Override
    public void open(OperatorContext context) {
        chunkRows = context.chunkRows();
        long room = 4L * chunkRows;
        starts = owned.allocate(context, "pieces", room);
        ends = owned.allocate(context, "pieces", room);
        textProgram = program(text, context);
        meant = new Meant(context, owned);
        split = context.forge().kernel(switch (splitter) {
            case Splitter.Words() -> Splits.words();
            case Splitter.Separator(String separator) -> Splits.at(separator.getBytes(UTF_8));
        });
        for (Bound column : carried) {
            programs.add(program(column, context));
            gathers.add(new ColumnGather(column.type(), context, owned));
        }
        parents = carried.isEmpty() ? 0 : owned.allocate(context, "the rows of pieces", room);
    }

    private ColumnProgram program(Bound expression, OperatorContext context) {
        return owned.add(new ColumnProgram(expression, context.forge(), context.budget(), context.chunkRows()));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        if (!inChunk) {
            inChunk = true;
            cursor.reset();
            meant.of(input, textProgram.evaluate(input));
            for (int i = 0; i < carriedColumns.length; i++) {
                carriedColumns[i] = programs.get(i).evaluate(input);
            }
        }
        Column texts = meant.texts();
        int count = split.current()
                .apply(texts.data(), texts.starts(), texts.ends(), meant.rows(), cursor, starts, ends,
                        parents, chunkRows);
        if (count > 0) {
            pass(texts, count, output);
        }
        if (count == chunkRows && !cursor.isDone(meant.rows())) {
            return Progress.MORE;
        }
        inChunk = false;
        return Progress.DONE;
    }

    private void pass(Column texts, int count, Output output) {
        pieces.column(position).setText(texts.data(), starts, ends);
        if (parents != 0) {
            meant.toInputRows(parents, count);
        }
        for (int i = 0; i < carriedColumns.length; i++) {
            int column = i < position ? i : i + 1;
            pieces.column(column).set(gathers.get(i).gather(carriedColumns[i], parents, count), 0);
        }
        pieces.rows(count);
        output.pass(pieces);
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        return Progress.DONE;
    }

    @Override
    public void close() {
        owned.close();
    }

    /// The texts of a chunk that are selected and not null, one behind the other.
    private static final class Meant {
        private final Kernel<Loop.Select> select;
        private final Kernel<Loop.Narrow> narrow;
        private final Kernel<Loop.GatherText> gather;
        private final Column picked = new Column(Type.UTF8);
        private final long valid;
        private final long pickedStarts;
        private final long pickedEnds;
        private Column texts = picked;
        private long rowNumbers; // 0: every row of the chunk is meant
        private int rows;

        Meant(OperatorContext context, Owned owned) {
            long room = 4L * context.chunkRows();
            select = context.forge().kernel(Selections.select());
            narrow = context.forge().kernel(Selections.narrow());
            gather = context.forge().kernel(Gathers.text());
            valid = owned.allocate(context, "rows with a text", room);
            pickedStarts = owned.allocate(context, "picked texts", room);
            pickedEnds = owned.allocate(context, "picked texts", room);
        }

        void of(Chunk input, Column all) {
            Selection selection = input.selection();
            if (all.validity() == 0) {
                rowNumbers = selection == null ? 0 : selection.address();
                rows = input.selectedRows();
            } else {
                rowNumbers = valid;
                rows = selection == null
                        ? select.current().apply(all.validity(), all.validityBit(), valid, input.rows())
                        : narrow.current()
                                .apply(selection.address(), selection.rows(), all.validity(), all.validityBit(),
                                        valid);
            }
            if (rowNumbers == 0) {
                texts = all;
            } else {
                gather.current().apply(all.starts(), all.ends(), rowNumbers, pickedStarts, pickedEnds, rows);
                texts = picked.setText(all.data(), pickedStarts, pickedEnds);
            }
        }

        Column texts() {
            return texts;
        }

        int rows() {
            return rows;
        }

        /// Turns numbers among these texts into numbers of the chunk's rows.
        void toInputRows(long numbers, int count) {
            for (int i = 0; rowNumbers != 0 && i < count; i++) {
                long at = numbers + 4L * i;
                Memory.putInt(at, Memory.intAt(rowNumbers + 4L * Memory.intAt(at)));
            }
        }
    }
}
