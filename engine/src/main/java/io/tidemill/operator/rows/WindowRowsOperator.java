// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.RowBuffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.operator.Schedule;
import io.tidemill.plan.Window;

/// Gives all rows of a sliding window at each slide (Spark's W1), oldest first, from copies in memory of its own.
///
/// Every row that came in is kept for the length of the window, counted by the context's budget.
public final class WindowRowsOperator implements Operator {
    private final Schema schema;
    private final Window.Sliding window;
    private final List<Slide> slides = new ArrayList<>(); // those that have rows, oldest first
    private @Nullable Slide spare; // without rows, for the next slide: a steady stream makes none anew
    private OperatorContext context;
    private Schedule schedule;
    private Chunk view;
    private long number; // of the slide that is being filled
    private boolean fired; // since the last row, and what is leaving has not left
    private int nextSlide;
    private int nextRow;

    /// The rows of one slide.
    private static final class Slide {
        final RowBuffer rows;
        long number;

        Slide(RowBuffer rows) {
            this.rows = rows;
        }
    }

    public WindowRowsOperator(Schema schema, Window.Sliding window) {
        this.schema = schema;
        this.window = window;
    }

    @Override
    public void open(OperatorContext opened) {
        context = opened;
        schedule = new Schedule(window, opened.zeroTimeMicros());
        view = new Chunk(schema);
    }

    @Override
    public Progress process(Chunk input, Output output) {
        letLeave();
        if (input.selectedRows() > 0) {
            filled().rows.append(input);
        }
        return Progress.DONE;
    }

    private Slide filled() {
        if (slides.isEmpty() || slides.getLast().number != number) {
            Slide slide = spare == null
                    ? new Slide(new RowBuffer(schema, context.budget().forState(),
                            "the rows of a window of " + context.name()))
                    : spare;
            spare = null;
            slide.number = number;
            slides.add(slide);
        }
        return slides.getLast();
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        letLeave();
        if (!schedule.fires(batchTimeMicros, watermarkMicros)) {
            return Progress.DONE;
        }
        if (nextSlide < slides.size()) {
            passSome(slides.get(nextSlide).rows, output);
        }
        if (nextSlide < slides.size()) {
            return Progress.MORE;
        }
        nextSlide = 0;
        number++;
        fired = true;
        return Progress.DONE;
    }

    private void passSome(RowBuffer rows, Output output) {
        int count = rows.view(nextRow, context.chunkRows(), view);
        while (count > 1 && !fits(count)) {
            count = rows.view(nextRow, count / 2, view);
        }
        output.pass(view);
        nextRow += count;
        if (nextRow == rows.rows()) {
            nextSlide++;
            nextRow = 0;
        }
    }

    /// Whether the text of the rows that are viewed has room in an output chunk.
    private boolean fits(int rows) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.field(i).type().layout() == Type.Layout.BYTES) {
                Column text = view.column(i);
                long bytes = text.textAddress(rows - 1) + text.textBytes(rows - 1) - text.textAddress(0);
                if (bytes > context.textBytes()) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Forgets the slide that has grown too old. Not as soon as the window has fired: what was passed on is still out.
    private void letLeave() {
        if (fired && !slides.isEmpty() && slides.getFirst().number <= number - schedule.slices()) {
            Slide left = slides.removeFirst();
            left.rows.clear();
            if (spare != null) {
                spare.rows.close();
            }
            spare = left;
        }
        fired = false;
    }

    @Override
    public void close() {
        slides.forEach(slide -> slide.rows.close());
        slides.clear();
        if (spare != null) {
            spare.rows.close();
            spare = null;
        }
    }
}
