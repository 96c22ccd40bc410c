// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.StateException;
import io.tidemill.kernel.Bitmaps;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.state.Totals;

/// Makes one row of all rows of a window: sums, extremes, counts and averages without keys.
///
/// Columns are folded where they lie, under the bits of the rows that are selected and not null. A window is a ring of slides
/// whose totals are merged when it fires: a few numbers each.
public final class UngroupedAggregateOperator implements Operator {
    private final List<BoundAggregate> aggregates;
    private final Window window;
    private final Schema output;
    private final Owned owned = new Owned();
    private final Chunk result;
    private final BlockWriter writer;
    private final List<@Nullable ColumnProgram> programs = new ArrayList<>();
    private Totals[] slides = {};
    private Totals merged = new Totals(List.of());
    private int current;
    private long mask;
    private @Nullable Block row;
    private @Nullable Kernel<Loop.BitBinary> and;
    private @Nullable Kernel<Loop.BitUnary> copy;
    private long zeroTimeMicros;

    public UngroupedAggregateOperator(Schema output, List<BoundAggregate> aggregates, Window window) {
        this.output = output;
        this.aggregates = List.copyOf(aggregates);
        this.window = window;
        this.result = new Chunk(output);
        this.writer = new BlockWriter(output);
    }

    @Override
    public void open(OperatorContext context) {
        zeroTimeMicros = context.zeroTimeMicros();
        mask = owned.add(Buffer.allocate(context.budget(), context.name(), (context.chunkRows() + 7L) >>> 3)).address();
        row = owned.add(new Block(context.budget(), context.name(), output, 1, context.textBytes(), false));
        and = context.forge().kernel(Bitmaps.and());
        copy = context.forge().kernel(Bitmaps.copy());
        for (BoundAggregate aggregate : aggregates) {
            programs.add(aggregate.argument()
                    .map(argument -> owned
                            .add(new ColumnProgram(argument, context.forge(), context.budget(), context.chunkRows())))
                    .orElse(null));
        }
        slides = new Totals[window instanceof Window.Sliding(long length, long slide)
                ? Math.toIntExact(length / slide)
                : 1];
        for (int i = 0; i < slides.length; i++) {
            slides[i] = AggregateTotals.of(aggregates, context.forge());
        }
        merged = AggregateTotals.of(aggregates, context.forge());
    }

    @Override
    public Progress process(Chunk input, Output to) {
        Totals totals = slides[current];
        for (int i = 0; i < programs.size(); i++) {
            ColumnProgram program = programs.get(i);
            if (program == null) {
                AggregateTotals.countRows(totals.total(i), input.selectedRows());
            } else {
                add(totals, i, program.evaluate(input), input);
            }
        }
        return Progress.DONE;
    }

    private void add(Totals totals, int index, Column column, Chunk input) {
        Selection selection = input.selection();
        int rows = input.rows();
        if (column.validity() == 0) {
            long bits = selection == null ? 0 : selection.bits();
            totals.total(index).add(column, bits, rows, input.selectedRows());
        } else {
            int values = selection == null
                    ? kernel(copy).apply(column.validity(), column.validityBit(), mask, rows)
                    : kernel(and).apply(selection.bits(), 0, column.validity(), column.validityBit(), mask, rows);
            totals.total(index).add(column, mask, rows, values);
        }
    }

    private static <L extends Loop> L kernel(@Nullable Kernel<L> kernel) {
        if (kernel == null) {
            throw new IllegalStateException("the operator is not open");
        }
        return kernel.current();
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output to) {
        switch (window) {
            case Window.Batch() -> fire(to);
            case Window.Sliding(long length, long slide) -> {
                if ((batchTimeMicros - zeroTimeMicros) % slide == 0) {
                    fire(to);
                }
            }
            case Window.Global() -> {
                if (watermarkMicros == Long.MAX_VALUE) {
                    fire(to);
                }
            }
        }
        return Progress.DONE;
    }

    /// Merges the slides, the oldest first, passes on the row, and begins the next slide in the place of the oldest.
    private void fire(Output to) {
        merged.clear();
        for (int i = 1; i <= slides.length; i++) {
            merged.merge(slides[(current + i) % slides.length]);
        }
        Block target = row;
        if (target == null) {
            throw new IllegalStateException("the operator is not open");
        }
        target.clear();
        writer.begin(target);
        if (!merged.write(writer)) {
            throw new StateException("a text is longer than a row of results takes: raise the line limit");
        }
        writer.endRow();
        if (!(window instanceof Window.Global)) {
            current = (current + 1) % slides.length;
            slides[current].clear();
        }
        to.pass(result.view(target, 0, 1));
    }

    @Override
    public void close() {
        owned.close();
    }
}
