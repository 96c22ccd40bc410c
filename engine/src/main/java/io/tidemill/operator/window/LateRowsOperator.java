// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.function.LongUnaryOperator;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;
import io.tidemill.operator.columns.MeantValues;
import io.tidemill.plan.Window;

/// Passes on the rows that come too late for every window that they belong to: those that an aggregate by these windows leaves out.
///
/// Like the aggregate it judges by the watermark of the last tick, so it needs to know nothing of the other lanes, nor of the windows.
public final class LateRowsOperator implements TwoInputOperator {
    private final int column;
    private final LongUnaryOperator lateBefore; // by watermark
    private final Chunk narrowed;
    private final Owned owned = new Owned();
    private EventClock clock;
    private MeantValues times;
    private Kernel<Loop.IntegerReduction> oldest;
    private Selection late;

    public LateRowsOperator(Schema schema, Window.OfEventTime window) {
        this.column = window.column();
        this.lateBefore = switch (window) {
            case Window.EventTime eventTime -> Lateness.of(eventTime)::lateBeforeMicros;
            case Window.Session session -> SessionWindows.span(session)::lateBeforeMicros;
        };
        this.narrowed = new Chunk(schema);
    }

    @Override
    public void open(OperatorContext context) {
        clock = context.clock();
        times = new MeantValues(context, owned);
        oldest = context.forge().kernel(Reduction.MIN.integers(Type.INT64));
        late = owned.add(new Selection(context.budget(), context.chunkRows()));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        long limit = lateBefore.applyAsLong(clock.watermarkMicros());
        Column micros = input.column(column);
        times.set(input, micros);
        if (times.count() > 0 && times.reduceIntegers(oldest.current()) < limit) {
            late.clear(input.rows());
            for (int i = 0; i < input.selectedRows(); i++) {
                int row = input.rowAt(i);
                if (!micros.isNull(row) && Memory.longAt(micros.data() + 8L * row) < limit) {
                    late.add(row);
                }
            }
            output.pass(narrowed.view(input).selection(late));
        }
        return Progress.DONE;
    }

    /// The other side of a join of windows has its say in the watermark only.
    @Override
    public Progress processSecond(Chunk input, Output output) {
        return Progress.DONE;
    }

    @Override
    public void close() {
        owned.close();
    }
}
