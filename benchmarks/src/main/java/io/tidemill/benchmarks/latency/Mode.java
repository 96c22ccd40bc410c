// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import io.tidemill.IdleMode;
import io.tidemill.Publisher;
import io.tidemill.ThreadLayout;
import io.tidemill.benchmarks.publisher.Reading;
import io.tidemill.benchmarks.publisher.ReadingContext;

/// Who takes the rows, and how it waits for them.
enum Mode {
    FLOOR("jitter floor") {
        @Override
        Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
            return Floor.measure(ratePerSecond, seconds, engineCore);
        }
    },
    SPIN("one engine thread, spin") {
        @Override
        Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
            return byThread(IdleMode.SPIN, ratePerSecond, seconds, engineCore);
        }
    },
    PARK("one engine thread, park (default)") {
        @Override
        Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
            return byThread(IdleMode.PARK, ratePerSecond, seconds, engineCore);
        }
    },
    INLINE("inline") {
        @Override
        Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
            OpenLoop loop = OpenLoop.starting(ratePerSecond, seconds);
            Latencies latencies = new Latencies(loop.measureFromNanos());
            try (ReadingContext engine = new ReadingContext(ThreadLayout.inline(), IdleMode.SPIN, latencies::of)) {
                loop.sendInline(engine.openPublisher("sender"), engine::doWork);
                return latencies;
            }
        }
    };

    private final String title;

    Mode(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// Sends rows at a rate from the calling thread, and times all but those of the first half second.
    abstract Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException;

    private static Latencies byThread(IdleMode idleMode, int ratePerSecond, double seconds, int engineCore)
            throws InterruptedException {
        OpenLoop loop = OpenLoop.starting(ratePerSecond, seconds);
        Latencies latencies = new Latencies(loop.measureFromNanos());
        try (ReadingContext engine = new ReadingContext(ThreadLayout.one().pinnedTo(engineCore), idleMode,
                latencies::of)) {
            Publisher<Reading> publisher = engine.openPublisher("sender");
            loop.send(publisher);
            while (latencies.rows() < loop.rows()) {
                Thread.onSpinWait();
            }
            return latencies;
        }
    }
}
