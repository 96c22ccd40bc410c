// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Figures;
import io.tidemill.benchmarks.suite.MarkdownTable;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.SuiteRun;

/// Lets contenders take turns, the first of which is the floor of the others, and tables what they took.
///
/// Percentiles are over all rounds; ratios to the floor are medians over the rounds, because what a neighbour does to a round it
/// does to all contenders.
final class LatencyTable {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    private final SuiteRun run;
    private final List<? extends Contender> contenders;
    private final int engineCore;
    private final MarkdownTable table;

    LatencyTable(SuiteRun run, List<? extends Contender> contenders, String floor, int engineCore) {
        this.run = run;
        this.contenders = contenders;
        this.engineCore = engineCore;
        this.table = new MarkdownTable("ns", "rows", "p50", "p90", "p99", "p99.9", "p99.99", "max", "p50 / " + floor,
                "p99 / " + floor);
    }

    MarkdownTable table() {
        return table;
    }

    /// Fast, so that everything is compiled, then slow, so that waiting is compiled too.
    void warmUp(double fastSeconds) throws InterruptedException {
        for (Contender contender : contenders) {
            run.step("warm-up, " + contender.title());
            contender.measure(1_000_000, fastSeconds, engineCore);
        }
        for (Contender contender : contenders) {
            run.step("warm-up, " + contender.title());
            contender.measure(20_000, 1, engineCore);
        }
    }

    /// Runs every contender so many times at a rate, and adds their rows.
    void measure(int rate, int seconds, int rounds) throws InterruptedException {
        Map<Contender, List<Histogram>> found = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                run.step("%,d rows/s, %s".formatted(rate, contender.title()));
                Histogram histogram = contender.measure(rate, seconds, engineCore).histogram();
                Answer.require("the number of rows that arrived", (long) rate * seconds, histogram.getTotalCount());
                found.computeIfAbsent(contender, _ -> new ArrayList<>()).add(histogram);
            }
        }
        List<Histogram> floors = found.getOrDefault(contenders.getFirst(), List.of());
        found.forEach((contender, histograms) -> {
            boolean isFloor = contender.equals(contenders.getFirst());
            String name = "%,d rows/s, %s".formatted(rate, contender.title());
            List<String> cells = cells(name, sum(histograms));
            for (double percentile : new double[]{50, 99}) {
                double ratio = ratio(histograms, floors, percentile);
                cells.add(isFloor ? "" : Figures.text(ratio));
                run.add(Measurement.of("%s, p%s, to the floor".formatted(name, percentile), ratio, "ratio"));
            }
            table.row(cells);
        });
    }

    /// Adds a row that stands beside nothing.
    void add(String name, Histogram histogram) {
        List<String> cells = cells(name, histogram);
        cells.addAll(List.of("", ""));
        table.row(cells);
    }

    private List<String> cells(String name, Histogram histogram) {
        List<String> cells = new ArrayList<>(List.of(name, "%,d".formatted(histogram.getTotalCount())));
        for (double percentile : PERCENTILES) {
            long nanos = histogram.getValueAtPercentile(percentile);
            cells.add("%,d".formatted(nanos));
            run.add(Measurement.of("%s, p%s".formatted(name, percentile), (double) nanos, "ns"));
        }
        return cells;
    }

    private static Histogram sum(List<Histogram> histograms) {
        Histogram all = histograms.getFirst().copy();
        histograms.stream().skip(1).forEach(all::add);
        return all;
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
