// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.Rounds;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Queries over lent columns through the public API on one engine thread, each against its loop by hand on the same core; the last one also
/// in two lanes on two cores, against one lane, beside two loops by hand on two cores: what the machine has to give.
///
/// By hand and by the engine run in turn; each run passes over the events several times and compares its answer with that of a
/// loop row by row. The batches of the second query end every 100 ms, and its loop by hand ends a batch after as many rows.
@Command(name = "columns", description = "filter, sum and grouped count over lent columns, against loops by hand")
public final class ColumnsSuite implements Callable<Integer> {
    private static final int LENDER_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final int TYPE = 0;
    private static final String FILTER_SUM = "filter, count and sum";
    private static final String WINDOW_COUNT = "filter, count by campaign and window";
    private static final String YAHOO = "Yahoo: filter, count by campaign in event-time windows";
    private static final String TWO_LANES = ", two lanes on two cores";
    private static final String TWO_THREADS = ", two threads on two cores";

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Option(names = "--passes", defaultValue = "4", description = "how often a run passes over the events: ${DEFAULT-VALUE}")
    private int passes;

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Events events = new Events(options.either(8_000_000, 48_000_000))) {
            int rounds = options.either(3, 9);
            if (options.wants(FILTER_SUM)) {
                report(run, filterSum(run, events, rounds), FILTER_SUM);
            }
            if (options.wants(WINDOW_COUNT)) {
                report(run, windowCount(run, events, rounds), WINDOW_COUNT);
            }
            if (options.wants(YAHOO)) {
                yahoo(run, events, rounds);
            }
            run.report();
        }
        return 0;
    }

    private Rounds filterSum(SuiteRun run, Events events, int rounds) throws Exception {
        FilterSum expected = FilterSum.of(events, TYPE, passes);
        try (FilterSumStream stream = new FilterSumStream(ENGINE_CORE, TYPE)) {
            Rounds contenders = new Rounds().add(byHand(FILTER_SUM), () -> {
                try (Cores _ = Cores.pin(ENGINE_CORE)) {
                    HandWrittenFilterSum loop = new HandWrittenFilterSum();
                    long start = System.nanoTime();
                    for (int pass = 0; pass < passes; pass++) {
                        loop.add(events, TYPE);
                    }
                    long nanos = System.nanoTime() - start;
                    Answer.require("the count and sum by hand", expected, loop.result());
                    return rate(events, nanos);
                }
            }).add(byEngine(FILTER_SUM), () -> {
                try (Cores _ = Cores.pin(LENDER_CORE)) {
                    return rate(events, stream.nanos(events, passes, expected));
                }
            });
            contenders.run(run, 3, rounds);
            return contenders;
        }
    }

    private Rounds windowCount(SuiteRun run, Events events, int rounds) throws Exception {
        Map<WindowCounts.Key, Long> expected = WindowCounts.of(events, TYPE, passes);
        long[] batchesARun = {1};
        try (WindowCountStream stream = new WindowCountStream(ENGINE_CORE, TYPE, UnaryOperator.identity()).awaitWarm();
                HandWrittenWindowCount loop = new HandWrittenWindowCount()) {
            Rounds contenders = new Rounds().add(byEngine(WINDOW_COUNT), () -> {
                try (Cores _ = Cores.pin(LENDER_CORE)) {
                    long before = stream.counters().batches.value();
                    long nanos = stream.nanos(events, passes, expected);
                    batchesARun[0] = Math.max(1, stream.counters().batches.value() - before);
                    return rate(events, nanos);
                }
            }).add(byHand(WINDOW_COUNT), () -> {
                try (Cores _ = Cores.pin(ENGINE_CORE)) {
                    Map<WindowCounts.Key, Long> counts = new HashMap<>();
                    int batchRows = (int) ((long) events.rows() * passes / batchesARun[0]);
                    long start = System.nanoTime();
                    loop.addInBatches(events, TYPE, passes, batchRows, counts);
                    long nanos = System.nanoTime() - start;
                    Answer.require("the counts by hand", expected, counts);
                    return rate(events, nanos);
                }
            });
            contenders.run(run, 3, rounds);
            return contenders;
        }
    }

    /// The same work by hand and by the engine on one core, and by the engine in two lanes on both.
    private void yahoo(SuiteRun run, Events all, int rounds) throws Exception {
        long[] batchesARun = {1};
        try (YahooEvents events = new YahooEvents(all, passes);
                YahooStream one = new YahooStream(1, ENGINE_CORE);
                YahooStream two = new YahooStream(2, LENDER_CORE, ENGINE_CORE);
                HandWrittenYahoo loop = new HandWrittenYahoo();
                TwoThreadsYahoo loops = new TwoThreadsYahoo(LENDER_CORE, ENGINE_CORE)) {
            Rounds contenders = new Rounds().add(byEngine(YAHOO), () -> {
                try (Cores _ = Cores.pin(LENDER_CORE)) {
                    long before = one.counters().batches.value();
                    long nanos = one.nanos(events);
                    batchesARun[0] = Math.max(1, one.counters().batches.value() - before);
                    events.goOn();
                    return rate(all, nanos);
                }
            }).add(byEngine(YAHOO) + TWO_LANES, () -> {
                long nanos = two.nanos(events);
                events.goOn();
                return rate(all, nanos);
            }).add(byHand(YAHOO), () -> {
                try (Cores _ = Cores.pin(ENGINE_CORE)) {
                    Map<YahooEvents.Key, Long> counts = new HashMap<>();
                    int batchRows = (int) ((long) events.rows() * passes / batchesARun[0]);
                    long start = System.nanoTime();
                    loop.count(events, batchRows, counts);
                    long nanos = System.nanoTime() - start;
                    Answer.require("the counts by hand", events.counts(), counts);
                    events.goOn();
                    return rate(all, nanos);
                }
            }).add(byHand(YAHOO) + TWO_THREADS, () -> {
                Map<YahooEvents.Key, Long> counts = new HashMap<>();
                int batchRows = (int) ((long) events.rows() * passes / batchesARun[0]);
                long start = System.nanoTime();
                loops.count(events, batchRows / 2, counts);
                long nanos = System.nanoTime() - start;
                Answer.require("the counts by hand in two threads", events.counts(), counts);
                events.goOn();
                return rate(all, nanos);
            });
            contenders.run(run, 3, rounds);
            report(run, contenders, YAHOO);
            addOnTwoCores(run, contenders, byHand(YAHOO), TWO_THREADS);
            addOnTwoCores(run, contenders, byEngine(YAHOO), TWO_LANES);
        }
    }

    /// What is gained by the second core.
    private static void addOnTwoCores(SuiteRun run, Rounds rounds, String one, String how) {
        double both = rounds.median(one + how);
        run.add(Measurement.of(one + how, both, "M events/s", both / rounds.median(one)));
    }

    private double rate(Events events, long nanos) {
        return (double) events.rows() * passes * 1e3 / nanos;
    }

    private static void report(SuiteRun run, Rounds rounds, String query) {
        double byHand = rounds.median(byHand(query));
        double byEngine = rounds.median(byEngine(query));
        run.add(Measurement.of(byHand(query), byHand, "M events/s"));
        run.add(Measurement.of(byEngine(query), byEngine, "M events/s", byEngine / byHand));
    }

    private static String byHand(String query) {
        return query + ", by hand";
    }

    private static String byEngine(String query) {
        return query + ", Tidemill";
    }
}
