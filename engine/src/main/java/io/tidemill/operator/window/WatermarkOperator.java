// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.EventTimeSource;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.Sides;
import io.tidemill.operator.columns.MeantValues;
import io.tidemill.plan.EventTime;
import io.tidemill.state.NewestTime;

/// Passes rows on as they are, and follows their event time: the watermark is the newest time of all lanes less a delay, as it was at
/// the end of the last batch.
public final class WatermarkOperator implements ExchangeOperator, EventTimeSource {
    private final int column;
    private final EventTime time;
    private final Owned owned = new Owned();
    private final NewestTime seen = new NewestTime();
    private final Sides<NewestTime> frozen = new Sides<>(new NewestTime(), new NewestTime());
    private Lanes lanes;
    private MeantValues times;
    private Kernel<Loop.IntegerReduction> newest;
    private long lastRowsMicros = Long.MIN_VALUE; // the time of the last batch that had rows
    private boolean idle;

    /// @param column of the event time, a timestamp
    public WatermarkOperator(int column, EventTime time) {
        this.column = column;
        this.time = time;
    }

    @Override
    public void open(OperatorContext context) {
        lanes = context.lanes();
        times = new MeantValues(context, owned);
        newest = context.forge().kernel(Reduction.MAX.integers(Type.INT64));
        lastRowsMicros = context.zeroTimeMicros();
    }

    @Override
    public Progress process(Chunk input, Output output) {
        times.set(input, input.column(column));
        if (times.count() > 0) {
            long most = times.reduceIntegers(newest.current());
            if (seen.isWithinLimit(most)) {
                seen.add(most);
            } else {
                addEach(input);
            }
        }
        output.pass(input);
        return Progress.DONE;
    }

    private void addEach(Chunk input) {
        Column micros = input.column(column);
        for (int i = 0; i < input.selectedRows(); i++) {
            int row = input.rowAt(i);
            if (!micros.isNull(row)) {
                seen.add(Memory.longAt(micros.data() + 8L * row));
            }
        }
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        frozen.current().set(seen);
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        for (Operator sibling : lanes.siblings()) {
            seen.add(frozen.frozenBy(((WatermarkOperator) sibling).frozen));
        }
        frozen.turn();
        if (seen.endBatch(batchTimeMicros, time.aheadMicros())) {
            lastRowsMicros = batchTimeMicros;
        }
        idle = time.idleMicros() > 0 && batchTimeMicros - lastRowsMicros >= time.idleMicros();
        return Progress.DONE;
    }

    @Override
    public long watermarkMicros() {
        return seen.micros(time.delayMicros());
    }

    @Override
    public long latestMicros() {
        return seen.latestMicros();
    }

    @Override
    public boolean isIdle() {
        return idle;
    }

    @Override
    public void close() {
        owned.close();
    }
}
