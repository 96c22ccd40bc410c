// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.tidemill.IdleMode;
import io.tidemill.JournalCarrier;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.benchmarks.journal.ScratchDirectory;
import io.tidemill.journal.Durability;

/// A context that keeps its input, and gives a row to its callback when it is as durable as was promised.
///
/// What waits for a barrier parks: a spinning engine would take the core that the barrier's thread needs.
///
/// @param parent where its journals are written
record Promise(String title, IdleMode idleMode, Path parent, JournalCarrier carrier, Durability durability)
        implements
            Contender {

    /// All that are compared; the first keeps nothing.
    static List<Promise> all(Path parent) {
        List<Promise> all = new ArrayList<>();
        all.add(new Promise("nothing kept, spin", IdleMode.SPIN, parent, JournalCarrier.BEST, Durability.NONE));
        for (JournalCarrier carrier : List.of(JournalCarrier.CHRONICLE, JournalCarrier.FILE)) {
            String name = carrier == JournalCarrier.FILE ? "plain files" : "Chronicle";
            all.add(new Promise("PROCESS, spin, " + name, IdleMode.SPIN, parent, carrier, Durability.PROCESS));
            all.add(new Promise("POWER for every chunk, " + name, IdleMode.PARK, parent, carrier, Durability.POWER));
            all.add(new Promise("POWER every 1 ms, " + name, IdleMode.PARK, parent, carrier,
                    Durability.powerEvery(Duration.ofMillis(1))));
            all.add(new Promise("POWER every 10 ms, " + name, IdleMode.PARK, parent, carrier,
                    Durability.powerEvery(Duration.ofMillis(10))));
        }
        return all;
    }

    @Override
    public Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
        if (durability.level() == Durability.Level.NONE) {
            return Mode.byThread(idleMode, UnaryOperator.identity(), ratePerSecond, seconds, engineCore);
        }
        try (ScratchDirectory scratch = ScratchDirectory.in(parent)) {
            UnaryOperator<StreamingContextBuilder> journal = builder -> builder.checkpoint(scratch.path())
                    .journalCarrier(carrier)
                    .durability(durability);
            return Mode.byThread(idleMode, journal, ratePerSecond, seconds, engineCore);
        }
    }
}
