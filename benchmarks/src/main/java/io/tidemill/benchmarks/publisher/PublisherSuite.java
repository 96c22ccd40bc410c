// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Figures;
import io.tidemill.benchmarks.suite.MarkdownTable;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.Rounds;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Rows a second that publishers take: alone, with an engine that sums them up on the other core, two at once.
///
/// Alone means that the publisher's own thread gives its blocks back unread. The engine's sums are compared in every run.
@Command(name = "publisher", description = "rows a second that publishers take, and what they allocate")
public final class PublisherSuite implements Callable<Integer> {
    private static final int PUBLISHER_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final String TWO = "two publishers on two cores, engine inline";

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    private final Map<String, Double> bytesPerRow = new HashMap<>();

    private interface Trial {
        Flow flow() throws InterruptedException;
    }

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin();
                Cores _ = Cores.pin(PUBLISHER_CORE);
                ReadingColumns columns = new ReadingColumns()) {
            check(columns);
            Rounds rounds = new Rounds();
            long periods = options.either(2_000, 20_000);
            for (Ingress ingress : Ingress.values()) {
                add(rounds, "alone, " + ingress.title(), () -> alone(ingress, columns, periods));
            }
            for (Ingress ingress : Ingress.values()) {
                add(rounds, "engine consuming, " + ingress.title(),
                        () -> Consumed.byEngineThread(ingress, columns, periods, ENGINE_CORE));
            }
            add(rounds, TWO, () -> Consumed.byOneOfTwoPublishers(periods, ENGINE_CORE));
            rounds.run(run, 2, options.either(3, 7));
            report(run, rounds);
        }
        return 0;
    }

    private static void check(ReadingColumns columns) {
        int periods = 100;
        for (Ingress ingress : Ingress.values()) {
            Checksum checksum = new Checksum();
            try (Alone alone = new Alone(checksum)) {
                ingress.publish(alone.publisher(), columns, periods);
                alone.drain();
            }
            Answer.require(ingress.title(), Checksum.expected(periods), checksum.answer());
        }
    }

    private static Flow alone(Ingress ingress, ReadingColumns columns, long periods) {
        try (Alone alone = new Alone(null)) {
            Flow.Start start = Flow.begin("nobody");
            ingress.publish(alone.publisher(), columns, periods);
            return start.end(periods * Reading.PERIOD);
        }
    }

    private void add(Rounds rounds, String name, Trial trial) {
        rounds.add(name, () -> {
            Flow flow = trial.flow();
            bytesPerRow.put(name, flow.allocatedBytesPerRow());
            return flow.millionRowsPerSecond();
        });
    }

    private void report(SuiteRun run, Rounds rounds) throws Exception {
        MarkdownTable table = new MarkdownTable("M rows/s", "median", "best", "ns/row", "heap B/row");
        for (String name : rounds.names()) {
            double median = rounds.median(name);
            double bytes = bytesPerRow.getOrDefault(name, 0.0);
            run.add(Measurement.of(name, median, "M rows/s"));
            run.add(Measurement.of(name + ", heap", bytes, "B/row"));
            table.row(List.of(name, Figures.text(median), Figures.text(rounds.best(name)), Figures.text(1e3 / median),
                    Figures.text(bytes)));
        }
        run.report(table);
    }
}
