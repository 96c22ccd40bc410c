// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.awaitility.Awaitility;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.JournalCarrier;
import io.tidemill.Redelivery;
import io.tidemill.StreamingContext;
import io.tidemill.connector.Source;
import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.journal.directory.JournalFiles;
import io.tidemill.journal.directory.JournalScan;
import io.tidemill.journal.directory.ScanProgress;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;

import static java.util.concurrent.TimeUnit.SECONDS;

/// A context with threads of its own on a data directory, and all lines that have come out of it, those that are replayed too.
final class Lines implements AutoCloseable {
    final StreamingContext ssc;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private Lines(Path data, Function<StreamingContext, DStream<String>> input) {
        ssc = StreamingContext.builder("lines")
                .batching(Batching.every(Duration.ofMillis(5)))
                .journalCarrier(JournalCarrier.FILE)
                .checkpoint(data)
                .build();
        input.apply(ssc).foreachBatch(Redelivery.ALL, (batch, _) -> lines.addAll(batch.collect()));
    }

    static Lines of(Path data, Function<StreamingContext, DStream<String>> input) throws InterruptedException {
        Lines started = new Lines(data, input);
        started.ssc.start();
        return started;
    }

    static Lines of(Path data, Source source) throws InterruptedException {
        return of(data, ssc -> ssc.source(source, String.class));
    }

    /// What has come out so far.
    List<String> soFar() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    void await(int count) {
        await(count + " lines", () -> lines.size() >= count);
    }

    void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(60, SECONDS).until(() -> ssc.awaitTerminationOrTimeout(0) || condition.call());
    }

    /// Dies, as far as the data directory can tell: a copy of it is all that is left.
    Path crash(Path data, Path left) throws IOException {
        Crash.copy(data, left);
        close();
        return left;
    }

    /// Where a source on a data directory would go on, by part.
    static Map<String, Long> places(Path data, String source) {
        Storage storage = new FileStorage();
        Carrier carrier = new FileCarrier(storage);
        try (MemoryBudget budget = MemoryBudget.limited("look", 64 << 20)) {
            return JournalScan.scan(new JournalFiles(storage, carrier, data), budget, ScanProgress.NONE)
                    .facts()
                    .publishers()
                    .entrySet()
                    .stream()
                    .filter(known -> known.getKey().publisher().equals(source))
                    .map(Map.Entry::getValue)
                    .map(JournalFacts.PublisherFacts::offsets)
                    .findFirst()
                    .orElse(Map.of());
        }
    }

    @Override
    public void close() {
        ssc.close();
    }
}
