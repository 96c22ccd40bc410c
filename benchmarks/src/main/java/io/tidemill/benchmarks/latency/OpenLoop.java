// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import io.tidemill.Publisher;
import io.tidemill.benchmarks.publisher.Reading;

/// Sends rows at fixed times: row i is due at `startNanos + i / rate`, and carries that time.
///
/// @param leadRows rows at the beginning that are sent and not timed
/// @param rows all of them, lead included
record OpenLoop(long startNanos, int ratePerSecond, long leadRows, long rows) {
    private static final double LEAD_SECONDS = 0.5;
    private static final long FROM_NOW_NANOS = 50_000_000;

    static OpenLoop starting(int ratePerSecond, double seconds) {
        long lead = (long) (ratePerSecond * LEAD_SECONDS);
        return new OpenLoop(System.nanoTime() + FROM_NOW_NANOS, ratePerSecond, lead,
                lead + (long) (ratePerSecond * seconds));
    }

    long dueNanos(long row) {
        return startNanos + (long) (row * 1e9 / ratePerSecond);
    }

    /// When the first row is due that is timed.
    long measureFromNanos() {
        return dueNanos(leadRows);
    }

    /// Sends everything, with the engine on threads of its own.
    void send(Publisher<Reading> publisher) {
        for (long i = 0; i < rows; i++) {
            long due = dueNanos(i);
            while (System.nanoTime() - due < 0) {
                Thread.onSpinWait();
            }
            publisher.begin().set(0, due).set(1, Reading.key(i)).set(2, 1.0).commit();
        }
    }

    /// Sends everything and drives an inline engine after each row until it has nothing left to do.
    void sendInline(Publisher<Reading> publisher, Drive engine) {
        for (long i = 0; i < rows; i++) {
            long due = dueNanos(i);
            while (System.nanoTime() - due < 0) {
                Thread.onSpinWait();
            }
            publisher.begin().set(0, due).set(1, Reading.key(i)).set(2, 1.0).commit();
            int work = engine.doWork();
            while (work > 0) {
                work = engine.doWork();
            }
        }
    }

    /// An inline engine.
    @FunctionalInterface
    interface Drive {
        int doWork();
    }
}
