// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;

/// Lets [OperatorHarness] verify an operator of two inputs: both come as one, whose first column says whose a row is.
///
/// A row has the columns of both inputs; those of the other input hold anything. Rows are handed over in their order, those of one input
/// that stand together in one chunk, however the harness cut them.
public final class TwoInputs implements ExchangeOperator {
    /// The column that is true in rows of the second input.
    public static final int IS_SECOND = 0;

    private final TwoInputOperator operator;
    private final Schema first;
    private final Chunk[] views;
    private Selection run;
    private int next; // of the rows that are selected

    public TwoInputs(TwoInputOperator operator, Schema first, Schema second) {
        this.operator = operator;
        this.first = first;
        this.views = new Chunk[]{new Chunk(first), new Chunk(second)};
    }

    /// The columns of rows that are handed to either input.
    public static Schema schema(Schema first, Schema second) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("is second", Type.BOOL));
        first.fields().forEach(field -> fields.add(new Field("1 " + field.name(), field.type(), field.nullable())));
        second.fields().forEach(field -> fields.add(new Field("2 " + field.name(), field.type(), field.nullable())));
        return new Schema(fields);
    }

    /// Whether a row is of the second input.
    public static boolean isSecond(TestRow row) {
        return (Boolean) row.notNull(IS_SECOND);
    }

    /// The columns of a row that are those of its input.
    public static TestRow own(TestRow row, Schema first) {
        int from = isSecond(row) ? 1 + first.size() : 1;
        int to = isSecond(row) ? row.values().size() : 1 + first.size();
        return TestRow.make(to - from, column -> row.get(from + column));
    }

    @Override
    public Meeting meeting() {
        return operator instanceof ExchangeOperator exchange ? exchange.meeting() : Meeting.IN_FIRST_LANE;
    }

    @Override
    public void open(OperatorContext context) {
        run = new Selection(context.budget(), context.chunkRows());
        List<Operator> siblings = new ArrayList<>();
        context.lanes().siblings().forEach(sibling -> siblings.add(((TwoInputs) sibling).operator));
        operator.open(new OperatorContext(context.name(), context.budget(), context.chunkRows(), context.textBytes(),
                context.zeroTimeMicros(), context.forge(), context.failures(), context.verdicts(),
                new Lanes(context.lanes().lane(), siblings), context.clock()));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        int rows = input.selectedRows();
        if (next == rows) {
            return Progress.DONE;
        }
        boolean second = input.column(IS_SECOND).booleanAt(input.rowAt(next));
        int end = next;
        run.clear(input.rows());
        while (end < rows && input.column(IS_SECOND).booleanAt(input.rowAt(end)) == second) {
            run.add(input.rowAt(end++));
        }
        Chunk view = view(input, second);
        Progress progress = second ? operator.processSecond(view, output) : operator.process(view, output);
        if (progress != Progress.DONE) {
            return progress;
        }
        next = end == rows ? 0 : end;
        return next == 0 ? Progress.DONE : Progress.MORE;
    }

    private Chunk view(Chunk input, boolean second) {
        Chunk view = views[second ? 1 : 0];
        int from = second ? 1 + first.size() : 1;
        for (int column = 0; column < view.schema().size(); column++) {
            view.column(column).set(input.column(from + column), 0);
        }
        view.rows(input.rows());
        return view.selection(run);
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        if (operator instanceof ExchangeOperator exchange) {
            exchange.freeze(batchTimeMicros, watermarkMicros);
        }
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        return operator.endOfBatch(batchTimeMicros, watermarkMicros, output);
    }

    @Override
    @SuppressWarnings("NullAway") // closed before it was opened, or after it failed to
    public void close() {
        operator.close();
        if (run != null) {
            run.close();
        }
    }
}
