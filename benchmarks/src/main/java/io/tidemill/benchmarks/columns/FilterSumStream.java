// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.util.function.UnaryOperator;

import io.tidemill.Row;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Patience;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.sum;

/// Count and sum of the ads of one event type, by batch, through the public API.
final class FilterSumStream implements AutoCloseable {
    private final EventRun run;
    private volatile FilterSum total = new FilterSum(0, 0);
    private FilterSum expected = total;

    FilterSumStream(int engineCore, int type) throws InterruptedException {
        run = new EventRun(engineCore, UnaryOperator.identity(), events -> events.where(col("event_type").eq(type))
                .groupBy()
                .agg(count().as("events"), sum("ad_id").as("ads"))
                .foreachRow(this::add));
        run.awaitWarm();
    }

    private void add(Row batch) {
        if (batch.longAt(0) > 0) {
            total = total.plus(new FilterSum(batch.longAt(0), batch.longAt(1)));
        }
    }

    /// Nanoseconds for so many passes, whose sums must be these.
    long nanos(Events events, int passes, FilterSum ofPasses) throws InterruptedException {
        expected = expected.plus(ofPasses);
        long nanos = run.lend(events, passes);
        Patience.await("the last batch", () -> total.count() >= expected.count());
        Answer.require("the engine's count and sum", expected, total);
        return nanos;
    }

    @Override
    public void close() {
        run.close();
    }
}
