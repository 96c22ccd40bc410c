// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.idle;

import java.util.concurrent.locks.LockSupport;

import io.tidemill.benchmarks.latency.Latencies;
import io.tidemill.benchmarks.suite.Cores;

/// What a wake-up costs by itself: a thread that parks on one core, and is told a time by another. The floor of an engine's.
final class BareWakeUp {
    private static final long LONGEST_PARK_NANOS = 100_000_000;

    private final Latencies latencies;
    private final long[] due;
    private volatile int sent;

    BareWakeUp(Latencies latencies, long[] due) {
        this.latencies = latencies;
        this.due = due;
    }

    /// Sends from the calling thread whatever falls due; returns when the last has arrived.
    void run(int sleeperCore) throws InterruptedException {
        Thread sleeper = new Thread(() -> sleep(sleeperCore), "bare-sleeper");
        sleeper.start();
        for (int i = 0; i < due.length; i++) {
            while (System.nanoTime() - due[i] < 0) {
                Thread.onSpinWait();
            }
            sent = i + 1;
            LockSupport.unpark(sleeper);
        }
        sleeper.join();
    }

    private void sleep(int core) {
        try (Cores _ = Cores.pin(core)) {
            for (int seen = 0; seen < due.length;) {
                if (sent == seen) {
                    LockSupport.parkNanos(this, LONGEST_PARK_NANOS);
                } else {
                    latencies.arrived(due[seen++], System.nanoTime());
                }
            }
        }
    }
}
