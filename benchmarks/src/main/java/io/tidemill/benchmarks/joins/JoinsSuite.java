// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.joins;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.BinaryOperator;

import io.tidemill.DStream;
import io.tidemill.Row;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.Rounds;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import static io.tidemill.Functions.col;

/// Joins of two inputs, on one core: each left row has one right row, and the joined rows are counted.
///
/// What is timed is a whole batch: taking both inputs, the join, and the count.
@Command(name = "joins", description = "equi-joins, interval joins, ASOF joins and lookups: time by row")
public final class JoinsSuite implements Callable<Integer> {
    private static final int CORE = 1;
    private static final int KEYS = 100_000;
    private static final String UNIT = "ns/left row";
    private static final String EQUAL = "equi-join of a batch, 100,000 right rows";
    private static final String BY_HAND = ", by hand";
    private static final String INTERVAL = "interval join, 1,000,000 right rows";
    private static final String AS_OF = "ASOF join, 1,000,000 right rows";
    private static final String LOOKUP = "lookup in a table that 100,000 rows bring up to date";

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Cores _ = Cores.pin(CORE)) {
            if (options.wants(EQUAL)) {
                equal(run);
            }
            int rows = leftRows();
            if (options.wants(INTERVAL)) {
                Duration near = Duration.of(KEYS / 2, ChronoUnit.MICROS);
                measure(run, INTERVAL, rows, false, (left, right) -> left.withEventTime("at", Duration.ZERO)
                        .join(right.withEventTime("right_at", Duration.ZERO))
                        .on(col("key"), col("right_key"))
                        .within(near, near)
                        .inner());
            }
            if (options.wants(AS_OF)) {
                measure(run, AS_OF, rows, true, (left, right) -> left.withEventTime("at", Duration.ZERO)
                        .join(right.withEventTime("right_at", Duration.ZERO))
                        .on(col("key"), col("right_key"))
                        .asOf(Duration.of(KEYS, ChronoUnit.MICROS))
                        .inner());
            }
            if (options.wants(LOOKUP)) {
                measure(run, LOOKUP, KEYS, false, (left, right) -> left.join(right.asTable())
                        .on(col("key"), col("right_key"))
                        .inner());
            }
            run.report();
        }
        return 0;
    }

    private int leftRows() {
        return options.either(KEYS, 10 * KEYS);
    }

    /// In turn with a table that is built and asked by hand.
    private void equal(SuiteRun run) throws Exception {
        HandWrittenJoin loop = new HandWrittenJoin(KEYS);
        try (KeyedTimes left = left(); KeyedTimes right = right(KEYS)) {
            Rounds contenders = measured(run, EQUAL, left, right, false, (one, other) -> one.join(other)
                    .on(col("key"), col("right_key"))
                    .inner(), new Rounds().add(EQUAL + BY_HAND, () -> {
                        long start = System.nanoTime();
                        long matches = loop.matches(left, right);
                        long nanos = System.nanoTime() - start;
                        Answer.require("the join by hand", (long) left.rows(), matches);
                        return (double) nanos / left.rows();
                    }));
            double byHand = contenders.median(EQUAL + BY_HAND);
            double byEngine = contenders.median(EQUAL);
            run.add(Measurement.of(EQUAL + BY_HAND, byHand, UNIT));
            run.add(Measurement.of(EQUAL, byEngine, UNIT, byHand / byEngine));
        }
    }

    /// @param waits whether left rows come out when the watermark has passed them: none in the first batch, the very last one with the next
    private void measure(SuiteRun run, String name, int rightRows, boolean waits, BinaryOperator<DStream<Row>> join)
            throws Exception {
        try (KeyedTimes left = left(); KeyedTimes right = right(rightRows)) {
            Rounds contenders = measured(run, name, left, right, waits, join, new Rounds());
            run.add(Measurement.of(name, contenders.median(name), UNIT));
        }
    }

    private Rounds measured(SuiteRun run, String name, KeyedTimes left, KeyedTimes right, boolean waits,
            BinaryOperator<DStream<Row>> join, Rounds others) throws Exception {
        try (JoinRun joined = new JoinRun(left, right, join)) {
            joined.batch(left, right, waits ? 0 : left.rows());
            left.goOn();
            right.goOn();
            joined.batch(left, right, waits ? 2L * left.rows() - 1 : left.rows());
            Rounds contenders = others.add(name, () -> {
                left.goOn();
                right.goOn();
                return (double) joined.batch(left, right, left.rows()) / left.rows();
            });
            contenders.run(run, options.either(2, 60), options.either(3, 15));
            return contenders;
        }
    }

    private KeyedTimes left() {
        return new KeyedTimes("key", "at", KEYS, leftRows());
    }

    private static KeyedTimes right(int rows) {
        return new KeyedTimes("right_key", "right_at", KEYS, rows);
    }
}
