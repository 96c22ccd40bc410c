// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import io.tidemill.IdleMode;
import io.tidemill.Publisher;
import io.tidemill.ThreadLayout;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;

/// Publishers with an engine that sums up what they publish.
final class Consumed {
    private static final int ROWS_PER_DRIVE = 256;
    private static final String DRIVER = "benchmark-driver";

    private Consumed() {}

    /// One publisher here, the engine on a core of its own.
    static Flow byEngineThread(Ingress ingress, ReadingColumns columns, long periods, int engineCore)
            throws InterruptedException {
        Checksum checksum = new Checksum();
        try (ReadingContext engine = new ReadingContext(ThreadLayout.one().pinnedTo(engineCore), IdleMode.SPIN,
                readings -> readings.into(() -> checksum))) {
            Publisher<Reading> publisher = engine.openPublisher("readings");
            Flow.Start start = Flow.begin(ReadingContext.THREADS);
            ingress.publish(publisher, columns, periods);
            while (checksum.rows() < periods * Reading.PERIOD) {
                Thread.onSpinWait();
            }
            Flow flow = start.end(periods * Reading.PERIOD);
            Answer.require(ingress.title(), Checksum.expected(periods), checksum.answer());
            return flow;
        }
    }

    /// One publisher here, one on another core that drives an inline engine besides.
    static Flow byOneOfTwoPublishers(long periods, int otherCore) throws InterruptedException {
        Checksum checksum = new Checksum();
        try (ReadingContext engine = new ReadingContext(ThreadLayout.inline(), IdleMode.SPIN,
                readings -> readings.into(() -> checksum));
                ReadingColumns columns = new ReadingColumns()) {
            Publisher<Reading> here = engine.openPublisher("here");
            Publisher<Reading> there = engine.openPublisher("there");
            Thread driver = new Thread(() -> {
                try (Cores _ = Cores.pin(otherCore)) {
                    publishAndDrive(engine, there, periods);
                    while (checksum.rows() < 2 * periods * Reading.PERIOD) {
                        engine.doWork();
                    }
                }
            }, DRIVER);
            Flow.Start start = Flow.begin(DRIVER);
            driver.start();
            Ingress.COLUMN_BY_COLUMN.publish(here, columns, periods);
            driver.join();
            Flow flow = start.end(2 * periods * Reading.PERIOD);
            Answer.require("the sum of two publishers", Checksum.expected(2 * periods), checksum.answer());
            return flow;
        }
    }

    private static void publishAndDrive(ReadingContext engine, Publisher<Reading> publisher, long periods) {
        for (long i = 0; i < periods * Reading.PERIOD; i++) {
            long at = i & Reading.PERIOD - 1;
            publisher.begin().set(0, at).set(1, Reading.key(at)).set(2, 1.0).commit();
            if ((i & ROWS_PER_DRIVE - 1) == 0) {
                engine.doWork();
            }
        }
    }
}
