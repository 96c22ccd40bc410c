// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.windows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import io.tidemill.DStream;
import io.tidemill.Pair;
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
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.sum;

/// Windows that slide beside windows that do not, the first rows of each key, and states of the user's, on one core.
///
/// A round of windows is as long as a window, all its slides in it. What is timed is whole batches, results and all.
@Command(name = "windows", description = "sliding windows beside tumbling ones, the first rows of a key, states: time by row or batch")
public final class WindowsSuite implements Callable<Integer> {
    private static final int CORE = 1;
    private static final int KEYS = 10_000;
    private static final int ROWS = 1_000_000; // a batch
    private static final int STATES = 1_000_000;
    private static final int UPDATES = 10_000; // a batch
    private static final int TOP = 10;
    private static final Duration BATCH = Duration.ofMillis(100);
    private static final String TUMBLING = "%s windows of 60 s, 10,000 keys, 1,000,000 rows a batch of 100 ms";
    private static final String SLIDING = TUMBLING + ", sliding by %s";

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Cores _ = Cores.pin(CORE)) {
            windows(run, "batch-time", rows -> rows);
            windows(run, "event-time", rows -> rows.withEventTime("at", Duration.ZERO));
            top(run);
            states(run);
            run.report();
        }
        return 0;
    }

    private Duration window() {
        return options.quick() ? Duration.ofSeconds(2) : Duration.ofMinutes(1);
    }

    /// In turn: windows that follow each other, and those that slide by a second and by a batch.
    private void windows(SuiteRun run, String time, UnaryOperator<DStream<Row>> timed) throws Exception {
        String tumbling = TUMBLING.formatted(time);
        if (!options.wants(tumbling)) {
            return;
        }
        List<WindowRun> runs = new ArrayList<>();
        try {
            Rounds rounds = new Rounds();
            int batches = (int) window().dividedBy(BATCH);
            for (Duration slide : List.of(window(), Duration.ofSeconds(1), BATCH)) {
                WindowRun windows = new WindowRun(BATCH, new TimedKeys(KEYS, ROWS, BATCH.toNanos() / 1_000),
                        rows -> timed.apply(rows)
                                .groupBy("key")
                                .window(window(), slide)
                                .agg(count().as("rows"), sum("value").as("total"))
                                .groupBy()
                                .agg(sum("rows").as("rows")));
                runs.add(windows);
                String name = slide.equals(window()) ? tumbling : SLIDING.formatted(time, text(slide));
                rounds.add(name, () -> {
                    double nanos = windows.run(batches);
                    Answer.require("the rows of " + name, (long) batches * ROWS, windows.result());
                    return nanos / batches / ROWS;
                });
            }
            runs.forEach(windows -> windows.run(1)); // the batch after a window's end puts it out by event time
            rounds.run(run, 1, options.either(2, 5));
            for (String name : rounds.names()) {
                run.add(Measurement.of(name, rounds.median(name), "ns/row",
                        rounds.median(name) / rounds.median(tumbling)));
            }
        } finally {
            runs.forEach(WindowRun::close);
        }
    }

    private static String text(Duration slide) {
        return slide.toMillis() < 1_000 ? slide.toMillis() + " ms" : slide.toSeconds() + " s";
    }

    private void top(SuiteRun run) throws Exception {
        String name = "first 10 rows of each of 10,000 keys, 1,000,000 rows a batch";
        if (!options.wants(name)) {
            return;
        }
        try (WindowRun top = new WindowRun(BATCH, new TimedKeys(KEYS, ROWS, BATCH.toNanos() / 1_000),
                rows -> rows.groupBy("key").top(TOP, col("value").desc()).rows().groupBy().agg(count().as("rows")))) {
            Rounds rounds = new Rounds().add(name, () -> {
                double nanos = top.run(options.either(2, 10));
                Answer.require("the first rows", (long) TOP * KEYS, top.result());
                return nanos / options.either(2, 10) / ROWS;
            });
            rounds.run(run, 2, options.either(2, 9));
            run.add(Measurement.of(name, rounds.median(name), "ns/row"));
        }
    }

    private void states(SuiteRun run) throws Exception {
        String name = "updateStateByKey, 1,000,000 states of int64, 10,000 rows a batch";
        if (!options.wants(name)) {
            return;
        }
        List<Pair<Long, Long>> initial = new ArrayList<>();
        for (long key = 0; key < STATES; key++) {
            initial.add(Pair.of(key, 0L));
        }
        try (WindowRun states = new WindowRun(BATCH, new TimedKeys(UPDATES, UPDATES, BATCH.toNanos() / 1_000),
                rows -> rows.mapToPair(Long.class, Long.class, row -> Pair.of(row.longAt(0), row.longAt(1)))
                        .updateStateByKey(Long.class,
                                (_, _, values, state) -> Optional.of(state.orElse(0L) + values.size()), initial)
                        .groupBy()
                        .agg(count().as("states")))) {
            Rounds rounds = new Rounds().add(name, () -> {
                double nanos = states.run(options.either(2, 10));
                Answer.require("the states", (long) STATES, states.result());
                return nanos / options.either(2, 10) / 1e6;
            });
            rounds.run(run, 3, options.either(2, 9));
            run.add(Measurement.of(name, rounds.median(name), "ms/batch"));
        }
    }
}
