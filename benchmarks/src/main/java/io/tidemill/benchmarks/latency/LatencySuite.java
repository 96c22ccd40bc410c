// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.HdrHistogram.Histogram;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Figures;
import io.tidemill.benchmarks.suite.MarkdownTable;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Latency from the time at which a row should be published to the callback, at three rates, under natural batching.
///
/// The modes run in turn, the jitter floor among them. Percentiles are over all rounds; ratios to the floor are medians over the
/// rounds, because what a neighbour does to a round it does to all of its modes.
@Command(name = "latency", description = "publish to callback at fixed rates, beside the jitter floor")
public final class LatencySuite implements Callable<Integer> {
    private static final int PUBLISHER_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final int[] RATES = {10_000, 100_000, 1_000_000};
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Cores _ = Cores.pin(PUBLISHER_CORE)) {
            int rounds = options.either(1, 5);
            run.plan(Mode.values().length * (2 + rounds * RATES.length));
            warmUp(run);
            MarkdownTable table = new MarkdownTable("ns", "rows", "p50", "p90", "p99", "p99.9", "p99.99", "max",
                    "p50 / floor", "p99 / floor");
            for (int rate : RATES) {
                report(run, table, rate, measure(run, rate, rounds));
            }
            run.report(table);
        }
        return 0;
    }

    /// Fast, so that everything is compiled, then slow, so that waiting is compiled too.
    private void warmUp(SuiteRun run) throws InterruptedException {
        for (Mode mode : Mode.values()) {
            run.step("warm-up, " + mode.title());
            mode.measure(1_000_000, options.either(1, 3), ENGINE_CORE);
        }
        for (Mode mode : Mode.values()) {
            run.step("warm-up, " + mode.title());
            mode.measure(20_000, 1, ENGINE_CORE);
        }
    }

    private Map<Mode, List<Histogram>> measure(SuiteRun run, int rate, int rounds) throws InterruptedException {
        Map<Mode, List<Histogram>> found = new EnumMap<>(Mode.class);
        int seconds = options.either(1, 3);
        for (int round = 0; round < rounds; round++) {
            for (Mode mode : Mode.values()) {
                run.step("%,d rows/s, %s".formatted(rate, mode.title()));
                Histogram histogram = mode.measure(rate, seconds, ENGINE_CORE).histogram();
                Answer.require("the number of rows that arrived", (long) rate * seconds, histogram.getTotalCount());
                found.computeIfAbsent(mode, _ -> new ArrayList<>()).add(histogram);
            }
        }
        return found;
    }

    private static void report(SuiteRun run, MarkdownTable table, int rate, Map<Mode, List<Histogram>> found) {
        List<Histogram> floors = found.getOrDefault(Mode.FLOOR, List.of());
        found.forEach((mode, histograms) -> {
            Histogram all = histograms.getFirst().copy();
            histograms.stream().skip(1).forEach(all::add);
            String name = "%,d rows/s, %s".formatted(rate, mode.title());
            List<String> cells = new ArrayList<>(List.of(name, "%,d".formatted(all.getTotalCount())));
            for (double percentile : PERCENTILES) {
                long nanos = all.getValueAtPercentile(percentile);
                cells.add("%,d".formatted(nanos));
                run.add(Measurement.of("%s, p%s".formatted(name, percentile), (double) nanos, "ns",
                        ratio(histograms, floors, percentile)));
            }
            cells.add(mode == Mode.FLOOR ? "" : Figures.text(ratio(histograms, floors, 50)));
            cells.add(mode == Mode.FLOOR ? "" : Figures.text(ratio(histograms, floors, 99)));
            table.row(cells);
        });
    }

    private static double ratio(List<Histogram> histograms, List<Histogram> floors, double percentile) {
        double[] ratios = new double[histograms.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = (double) histograms.get(round).getValueAtPercentile(percentile)
                    / Math.max(1, floors.get(round).getValueAtPercentile(percentile));
        }
        return Figures.median(ratios);
    }
}
