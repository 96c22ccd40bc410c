// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.util.List;
import java.util.concurrent.Callable;

import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Latency from the time at which a row should be published to the callback, at three rates, under natural batching, nothing kept.
@Command(name = "latency", description = "publish to callback at fixed rates, beside the jitter floor")
public final class LatencySuite implements Callable<Integer> {
    private static final int PUBLISHER_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final int[] RATES = {10_000, 100_000, 1_000_000};

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Cores _ = Cores.pin(PUBLISHER_CORE)) {
            int rounds = options.either(1, 5);
            List<Mode> modes = List.of(Mode.values());
            run.plan(modes.size() * (2 + rounds * RATES.length));
            LatencyTable table = new LatencyTable(run, modes, "floor", ENGINE_CORE);
            table.warmUp(options.either(1, 3));
            for (int rate : RATES) {
                table.measure(rate, options.either(1, 3), rounds);
            }
            run.report(table.table());
        }
        return 0;
    }
}
