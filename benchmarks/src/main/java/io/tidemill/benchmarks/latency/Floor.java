// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import io.tidemill.BackPressure;
import io.tidemill.benchmarks.publisher.Reading;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.PublisherHost;
import io.tidemill.ring.RowPublisher;
import io.tidemill.ring.Slot;

/// What the machine alone costs: a sender, and a reader on another core that sees nothing but the publisher's row count.
final class Floor implements PublisherHost, AutoCloseable {
    private final MemoryBudget budget = MemoryBudget.limited("floor", 64 << 20);
    private final Doorbell doorbell = new Doorbell();
    private final RowPublisher<Reading> publisher = new RowPublisher<>(
            new RowPublisher.Options(0, "floor", 16, 8_192, 64, BackPressure.WAIT), Reading.codec(), budget, this);

    /// Sends everything; the reader keeps to a core of its own.
    static Latencies measure(int ratePerSecond, double seconds, int readerCore) throws InterruptedException {
        try (Floor floor = new Floor()) {
            OpenLoop loop = OpenLoop.starting(ratePerSecond, seconds);
            Latencies latencies = new Latencies(loop.measureFromNanos());
            Thread reader = new Thread(() -> floor.read(loop, latencies, readerCore), "benchmark-floor");
            reader.start();
            loop.send(floor.publisher);
            reader.join();
            return latencies;
        }
    }

    private void read(OpenLoop loop, Latencies latencies, int core) {
        try (Cores _ = Cores.pin(core)) {
            HandoffReader reader = publisher.reader();
            Slot slot = new Slot();
            long seen = 0;
            while (seen < loop.rows()) {
                long written = reader.written();
                if (written == seen) {
                    Thread.onSpinWait();
                    continue;
                }
                for (; seen < written; seen++) {
                    latencies.arrived(loop.dueNanos(seen), System.nanoTime());
                }
                while (reader.take(slot, seen)) {
                    slot.release();
                }
            }
        }
    }

    @Override
    public long refusal() {
        return 0;
    }

    @Override
    public void awaitCredit(int attempts) {
        Thread.onSpinWait();
    }

    @Override
    public boolean awaitEnd(int attempts) {
        return false;
    }

    @Override
    public Doorbell doorbell() {
        return doorbell;
    }

    @Override
    public void closed(HandoffReader closed) {}

    @Override
    public void close() {
        publisher.close();
        publisher.reader().free();
        budget.close();
    }
}
