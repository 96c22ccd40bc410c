// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.tidemill.benchmarks.journal.ScratchDirectory;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Latency from the time at which a row should be published to the callback, which comes when the row is durable; beside what the disk
/// takes for a write and a force alone.
@Command(name = "durability", description = "publish to callback by what is promised, beside a write and a force alone")
public final class DurabilitySuite implements Callable<Integer> {
    private static final int PUBLISHER_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final int[] RATES = {10_000, 100_000, 1_000_000};
    private static final int[] FORCED_BYTES = {4 << 10, 64 << 10, 1 << 20};

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Option(names = "--directory", paramLabel = "DIR", description = "where to write: the disk that is measured; by default where temporary files go")
    private Path directory = ScratchDirectory.standard();

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Cores _ = Cores.pin(PUBLISHER_CORE)) {
            int rounds = options.either(1, 5);
            List<Promise> promises = Promise.all(directory);
            run.plan(promises.size() * (2 + rounds * RATES.length));
            LatencyTable table = new LatencyTable(run, promises, "nothing kept", ENGINE_CORE);
            table.warmUp(options.either(1, 2));
            for (int rate : RATES) {
                table.measure(rate, options.either(1, 2), rounds);
            }
            for (int bytes : FORCED_BYTES) {
                table.add("raw: write and force %,d bytes".formatted(bytes),
                        RawForce.measure(directory, bytes, options.either(200, 1_000)));
            }
            run.report(table.table());
        }
        return 0;
    }
}
