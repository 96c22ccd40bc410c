// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

import java.util.function.UnaryOperator;

import io.tidemill.IdleMode;
import io.tidemill.Publisher;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;
import io.tidemill.benchmarks.publisher.Reading;
import io.tidemill.benchmarks.publisher.ReadingContext;

/// Who takes the rows, and how it waits for them.
enum Mode implements Contender {
    FLOOR("jitter floor") {
        @Override
        public Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
            return Floor.measure(ratePerSecond, seconds, engineCore);
        }
    },
    SPIN("one engine thread, spin") {
        @Override
        public Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
            return byThread(IdleMode.SPIN, UnaryOperator.identity(), ratePerSecond, seconds, engineCore);
        }
    },
    PARK("one engine thread, park (default)") {
        @Override
        public Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
            return byThread(IdleMode.PARK, UnaryOperator.identity(), ratePerSecond, seconds, engineCore);
        }
    },
    INLINE("inline") {
        @Override
        public Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException {
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

    @Override
    public String title() {
        return title;
    }

    /// Through a context with one engine thread.
    static Latencies byThread(IdleMode idleMode, UnaryOperator<StreamingContextBuilder> choices, int ratePerSecond,
            double seconds, int engineCore) throws InterruptedException {
        OpenLoop loop = OpenLoop.starting(ratePerSecond, seconds);
        Latencies latencies = new Latencies(loop.measureFromNanos());
        try (ReadingContext engine = new ReadingContext(ThreadLayout.one().pinnedTo(engineCore), idleMode, choices,
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
