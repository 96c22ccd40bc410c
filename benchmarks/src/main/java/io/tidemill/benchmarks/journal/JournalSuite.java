// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.tidemill.JournalCarrier;
import io.tidemill.benchmarks.columns.Events;
import io.tidemill.benchmarks.columns.WindowCountStream;
import io.tidemill.benchmarks.suite.Allocation;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.Rounds;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import io.tidemill.journal.directory.JournalFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the journal costs: appends beside raw Chronicle Queue, appends that begin a new file beside those that do not, a query with and without it, a long run, and replays.
///
/// Everything is written to files on the disk of `--directory`, and read back in full before a figure is reported.
@Command(name = "journal", description = "appends, a journaled query, a long run, replays")
public final class JournalSuite implements Callable<Integer> {
    private static final int LENDER_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final int PASSES = 4;
    private static final int PASSES_A_PART = 16;
    private static final String APPEND = "append 20-byte rows that do not encode";
    private static final String ROLLS = "roll";
    private static final String QUERY = "filter, count by campaign and window";
    private static final String LONG = "long run";
    private static final String REPLAY = "replay";

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Option(names = "--directory", paramLabel = "DIR", description = "where to write: the disk that is measured; by default where temporary files go")
    private Path directory = ScratchDirectory.standard();

    @Option(names = "--seconds", defaultValue = "60", description = "how long the long run takes at least: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin(); Events events = new Events(options.either(8_000_000, 48_000_000))) {
            if (options.wants(APPEND)) {
                append(run);
            }
            if (options.wants(ROLLS)) {
                rolls(run);
            }
            JournaledEvents query = new JournaledEvents(events, LENDER_CORE, ENGINE_CORE);
            if (options.wants(QUERY)) {
                query(run, query);
            }
            for (JournalCarrier carrier : Journals.CARRIERS) {
                if (options.wants(LONG)) {
                    longRun(run, query, carrier);
                }
                if (options.wants(REPLAY)) {
                    replay(run, query, carrier);
                }
            }
            run.report();
        }
        return 0;
    }

    private void append(SuiteRun run) throws Exception {
        try (AppendedRows rows = new AppendedRows(directory, options.either(64, 1_024));
                Cores _ = Cores.pin(ENGINE_CORE)) {
            Rounds contenders = new Rounds().add("raw Chronicle Queue", rows::raw);
            for (JournalCarrier carrier : Journals.CARRIERS) {
                contenders.add(Journals.name(carrier), () -> rows.journaled(carrier));
            }
            contenders.run(run, 2, options.either(3, 9));
            double raw = contenders.median("raw Chronicle Queue");
            for (String name : contenders.names()) {
                run.add(Measurement.of("%s, %s".formatted(APPEND, name), contenders.median(name), "MB/s",
                        contenders.median(name) / raw));
            }
        }
    }

    /// Appends at a steady rate: what a new file adds to one, and how many pages the appending thread waits for.
    private void rolls(SuiteRun run) throws Exception {
        try (AppendedRows rows = new AppendedRows(directory, options.either(600, 4_096));
                Cores _ = Cores.pin(ENGINE_CORE)) {
            for (JournalCarrier carrier : Journals.CARRIERS) {
                String name = "%s, %s".formatted(ROLLS, Journals.name(carrier));
                run.step(name);
                rows.paced(carrier).report(run, name, AppendedRows.chunkBytes());
            }
        }
    }

    /// Contexts with and without a journal in turn, a fresh directory for each round.
    private void query(SuiteRun run, JournaledEvents query) throws Exception {
        Rounds contenders = new Rounds().add("in memory", () -> {
            try (Cores _ = Cores.pin(LENDER_CORE); WindowCountStream stream = query.inMemory().awaitWarm()) {
                return query.rate(stream, PASSES);
            }
        });
        for (JournalCarrier carrier : Journals.CARRIERS) {
            contenders.add(Journals.name(carrier), () -> {
                try (ScratchDirectory scratch = ScratchDirectory.in(directory);
                        Cores _ = Cores.pin(LENDER_CORE);
                        WindowCountStream stream = query.journaled(carrier, scratch.path()).awaitWarm()) {
                    return query.rate(stream, PASSES);
                }
            });
        }
        contenders.run(run, 2, options.either(3, 9));
        double inMemory = contenders.median("in memory");
        for (String name : contenders.names()) {
            run.add(Measurement.of("%s, %s".formatted(QUERY, name), contenders.median(name), "M events/s",
                    contenders.median(name) / inMemory));
        }
    }

    /// As long as was asked for, and until twice as much was written as the system lets be dirty.
    private void longRun(SuiteRun run, JournaledEvents query, JournalCarrier carrier) throws Exception {
        String name = "%s, %s".formatted(LONG, Journals.name(carrier));
        run.step(name);
        long enoughBytes = options.either(100_000_000, 1) * (options.quick() ? 1L : 2 * DirtyLimit.bytes());
        double slowest = Double.MAX_VALUE;
        int passes = 0;
        long nanos;
        long allocated;
        long chunks;
        try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
            try (Cores _ = Cores.pin(LENDER_CORE);
                    WindowCountStream stream = query.journaled(carrier, scratch.path()).awaitWarm()) {
                query.rate(stream, PASSES_A_PART);
                chunks = -stream.counters().chunks.value();
                allocated = -Allocation.ofThreads(WindowCountStream.THREADS);
                long start = System.nanoTime();
                do {
                    slowest = Math.min(slowest, query.rate(stream, PASSES_A_PART));
                    passes += PASSES_A_PART;
                    nanos = System.nanoTime() - start;
                } while (nanos < options.either(3, seconds) * 1e9 || Journals.bytes(scratch.path()) < enoughBytes);
                allocated += Allocation.ofThreads(WindowCountStream.THREADS);
                chunks += stream.counters().chunks.value();
            }
            JournalFacts facts = JournaledEvents.facts(carrier, scratch.path());
            Answer.require("the rows in the journal", query.rows(passes + PASSES_A_PART), facts.rows());
            run.add(Measurement.of(name, query.rows(passes) * 1e3 / nanos, "M events/s"));
            run.add(Measurement.of(name + ", slowest of %d parts".formatted(passes / PASSES_A_PART), slowest,
                    "M events/s"));
            run.add(Measurement.of(name + ", took", nanos / 1e9, "s"));
            run.add(Measurement.of(name + ", wrote", facts.bytes() / 1e6, "MB"));
            run.add(Measurement.of(name + ", an event before encoding", Events.BYTES, "bytes"));
            run.add(Measurement.of(name + ", an event in the journal", (double) facts.bytes() / facts.rows(), "bytes"));
            run.add(Measurement.of(name + ", heap a chunk, all engine threads", (double) allocated / chunks, "bytes"));
        }
    }

    private void replay(SuiteRun run, JournaledEvents query, JournalCarrier carrier) throws Exception {
        String live = "%s, live, %s".formatted(REPLAY, Journals.name(carrier));
        String replay = "%s, %s".formatted(REPLAY, Journals.name(carrier));
        try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
            Rounds rounds = new Rounds().add(live, () -> {
                try (ScratchDirectory other = ScratchDirectory.in(directory);
                        Cores _ = Cores.pin(LENDER_CORE);
                        WindowCountStream stream = query.journaled(carrier, other.path()).awaitWarm()) {
                    return query.rate(stream, PASSES);
                }
            }).add(replay, () -> {
                try (Cores _ = Cores.pin(LENDER_CORE)) {
                    return query.replayRate(carrier, scratch.path(), PASSES);
                }
            });
            try (WindowCountStream stream = query.journaled(carrier, scratch.path()).awaitWarm()) {
                query.rate(stream, PASSES);
            }
            rounds.run(run, 2, options.either(3, 9));
            run.add(Measurement.of(live, rounds.median(live), "M events/s"));
            run.add(Measurement.of(replay, rounds.median(replay), "M events/s",
                    rounds.median(replay) / rounds.median(live)));
        }
    }
}
