// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.groups;

import java.lang.foreign.Arena;
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
/// Tables grow in another context first, so that this code is compiled. Every run warms up on a thousand keys, then takes rows of all keys for the first time, while its tables grow, and then again and again.
@Command(name = "groups", description = "group-by from 1 K keys up: time by row, memory by key, growth, exchange")
public final class GroupsSuite implements Callable<Integer> {
    private static final int CORE = 1;
    private static final long WARM_KEYS = 1_000;
    private static final long WARM_ROWS = 8_000_000;
    private static final int WARM_ROUNDS = 20; // some seconds: each run compiles kernels of its own
    private static final int WARM_GROWTHS = 3;
    private static final long LEAST_ROWS = 10_000_000;
    private static final long TOUCHED_BYTES = 256; // a key: what a run takes at most, with its rows
    private static final long MOST_TOUCHED_BYTES = 12L << 30;

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
            touch(Math.min(TOUCHED_BYTES * most, MOST_TOUCHED_BYTES));
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

    /// Lets the host of a virtual machine give it the memory that it will need: the first touch of a page takes up to ten times as long as
    /// the system's own zeroing of it, and would be measured in its place.
    private static void touch(long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(bytes).fill((byte) 1);
        }
    }

    /// Until the code that adds so many keys is compiled: the tables of this context are not those that are measured.
    private void growWarm(KeyColumn keys) {
        int growths = options.either(1, WARM_GROWTHS);
        for (int growth = 0; growth < growths; growth++) {
            try (GroupedRun grouped = new GroupedRun(1 + growth % 2)) {
                grouped.add(keys);
                grouped.endBatch(keys, 1);
            }
        }
    }

    private void report(SuiteRun run, String name, long keys) {
        run.plan(2);
        long rows = Math.max(keys, options.quick() ? WARM_KEYS : LEAST_ROWS);
        try (KeyColumn first = new KeyColumn(0, keys, rows); KeyColumn then = new KeyColumn(1, keys, rows)) {
            run.step(name);
            growWarm(first);
            Figure one = measure(first, then, 1);
            run.step(name + ", two lanes");
            Figure two = measure(first, then, 2);
            run.add(Measurement.of(name, one.rowNanos, "ns/row"));
            run.add(Measurement.of(name + ", tables growing", one.growingRowNanos, "ns/row"));
            run.add(Measurement.of(name + ", longest step while they grow", one.longestMillis, "ms"));
            run.add(Measurement.of(name + ", peak of memory", one.keyBytes, "bytes/key"));
            run.add(Measurement.of(name + ", end of a batch", one.batchMillis, "ms"));
            run.add(Measurement.of(name + ", end of a batch in two lanes", two.batchMillis, "ms",
                    two.batchMillis / one.batchMillis));
        }
    }

    /// @param first the rows that groups get their numbers from
    /// @param then rows of the same keys in another order
    private Figure measure(KeyColumn first, KeyColumn then, int lanes) {
        int rounds = options.either(3, first.keys() > 1_000_000 ? 3 : 9);
        double[] rows = new double[rounds];
        double[] batches = new double[rounds];
        try (GroupedRun grouped = new GroupedRun(lanes)) {
            warmUp(grouped);
            long before = grouped.peakBytes();
            double growing = (double) grouped.add(first) / first.rows();
            double longest = grouped.longestStepNanos() / 1e6;
            double keyBytes = (double) (grouped.peakBytes() - before) / first.keys();
            for (int round = 0; round < rounds; round++) {
                rows[round] = (double) grouped.add(then) / then.rows();
            }
            grouped.endBatch(first, 1 + rounds);
            for (int round = 0; round < rounds; round++) {
                grouped.add(first);
                batches[round] = grouped.endBatch(first, 1) / 1e6;
            }
            return new Figure(growing, Figures.median(rows), Figures.median(batches), longest, keyBytes);
        }
    }

    /// Until all is compiled.
    private void warmUp(GroupedRun grouped) {
        long rows = options.quick() ? WARM_KEYS : WARM_ROWS;
        try (KeyColumn first = new KeyColumn(2, WARM_KEYS, rows); KeyColumn then = new KeyColumn(3, WARM_KEYS, rows)) {
            for (int warm = 0; warm < options.either(4, WARM_ROUNDS); warm++) {
                grouped.add(first);
                grouped.add(then);
                grouped.endBatch(first, 2);
            }
        }
    }
}
