// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.groups;

import java.util.concurrent.Callable;

import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Figures;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Group-by from a thousand keys up, in one lane and in two.
///
/// Every run warms up on a thousand keys, then takes rows of all keys for the first time, while its tables grow, and then again and again.
@Command(name = "groups", description = "group-by from 1 K keys up: time by row, memory by key, growth, exchange")
public final class GroupsSuite implements Callable<Integer> {
    private static final int CORE = 1;
    private static final long WARM_KEYS = 1_000;
    private static final long WARM_ROWS = 8_000_000;
    private static final int WARM_ROUNDS = 50; // some seconds: each run compiles kernels of its own
    private static final long LEAST_ROWS = 10_000_000;

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Option(names = "--keys", defaultValue = "10000000", description = "the most keys, a power of ten: ${DEFAULT-VALUE}")
    private long mostKeys;

    /// What one run measured.
    private record Figure(double growingRowNanos, double rowNanos, double batchMillis, double longestMillis,
            double keyBytes) {}

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Cores _ = Cores.pin(CORE)) {
            long most = options.quick() ? 100_000 : mostKeys;
            for (long keys = 1_000; keys <= most; keys *= keys < 100_000 ? 100 : 10) {
                String name = "group by int64, %,d keys".formatted(keys);
                if (options.wants(name)) {
                    report(run, name, keys);
                }
            }
            run.report();
        }
        return 0;
    }

    private void report(SuiteRun run, String name, long keys) {
        run.plan(2);
        try (KeyColumn column = new KeyColumn(keys, Math.max(keys, options.quick() ? WARM_KEYS : LEAST_ROWS))) {
            run.step(name);
            Figure one = measure(column, 1);
            run.step(name + ", two lanes");
            Figure two = measure(column, 2);
            run.add(Measurement.of(name, one.rowNanos, "ns/row"));
            run.add(Measurement.of(name + ", tables growing", one.growingRowNanos, "ns/row"));
            run.add(Measurement.of(name + ", longest step while they grow", one.longestMillis, "ms"));
            run.add(Measurement.of(name + ", peak of memory", one.keyBytes, "bytes/key"));
            run.add(Measurement.of(name + ", end of a batch", one.batchMillis, "ms"));
            run.add(Measurement.of(name + ", end of a batch in two lanes", two.batchMillis, "ms",
                    two.batchMillis / one.batchMillis));
        }
    }

    private Figure measure(KeyColumn column, int lanes) {
        int rounds = column.keys() > 10_000_000 ? 3 : options.either(3, 9);
        double[] rows = new double[rounds];
        double[] batches = new double[rounds];
        try (GroupedRun grouped = new GroupedRun(lanes);
                KeyColumn few = new KeyColumn(WARM_KEYS, options.quick() ? WARM_KEYS : WARM_ROWS)) {
            for (int warm = 0; warm < options.either(4, WARM_ROUNDS); warm++) {
                grouped.add(few);
                grouped.endBatch(few);
            }
            long before = grouped.peakBytes();
            double growing = (double) grouped.add(column) / column.rows();
            double longest = grouped.longestStepNanos() / 1e6;
            double keyBytes = (double) (grouped.peakBytes() - before) / column.keys();
            grouped.endBatch(column);
            for (int round = 0; round < rounds; round++) {
                rows[round] = (double) grouped.add(column) / column.rows();
                batches[round] = grouped.endBatch(column) / 1e6;
            }
            return new Figure(growing, Figures.median(rows), Figures.median(batches), longest, keyBytes);
        }
    }
}
