// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.Publisher;
import io.tidemill.ThreadLayout;
import io.tidemill.UserCodeException;
import io.tidemill.memory.Chunk;
import io.tidemill.runtime.config.EngineConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class InlineDrivingTest {
    private static final EngineConfig INLINE = NumberLines.config(ThreadLayout.inline(), Batching.natural());

    @Test
    void anyThreadMayDriveOneAtATime() throws Exception {
        NumberLines.Collected sink = new NumberLines.Collected();
        int publishers = 4;
        int rows = 20_000;
        try (Engine engine = NumberLines.engine(INLINE, sink)) {
            engine.start();
            List<FutureTask<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < publishers; i++) {
                Publisher<Integer> publisher = NumberLines.open(engine, "publisher " + i, BackPressure.WAIT);
                FutureTask<Long> task = new FutureTask<>(() -> {
                    for (int row = 0; row < rows; row++) {
                        publisher.append(row);
                    }
                    return publisher.rows();
                });
                tasks.add(task);
                new Thread(task).start();
            }
            for (FutureTask<Long> task : tasks) {
                assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo(rows);
            }
            engine.stop(true);
        }
        assertThat(sink.rows).hasSize(publishers * rows);
    }

    @Test
    void stopsOnlyBetweenTheStepsOfAnotherDriver() throws Exception {
        CountDownLatch inSink = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        NumberLines.Collected sink = new NumberLines.Collected() {
            private boolean closed;

            @Override
            public void accept(Chunk chunk) {
                inSink.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException asked) {
                    Thread.currentThread().interrupt();
                }
                if (closed) {
                    rows.add("a chunk after the end");
                }
                super.accept(chunk);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
        try (Engine engine = NumberLines.engine(INLINE, sink)) {
            engine.start();
            NumberLines.open(engine, "rows", BackPressure.WAIT).append(1);
            Thread driver = new Thread(() -> {
                while (engine.doWork() > 0) {
                    Thread.onSpinWait();
                }
            });
            driver.start();
            inSink.await();
            Thread stopper = new Thread(() -> engine.stop(false));
            stopper.start();
            while (stopper.getState() == Thread.State.NEW || !engine.isStopping()) {
                Thread.onSpinWait();
            }
            stopper.join(50);
            assertThat(stopper.isAlive()).as("the stopper waits for the driver's step").isTrue();
            goOn.countDown();
            driver.join();
            stopper.join();
        }
        assertThat(sink.rows).isEqualTo(List.of("1 line 1"));
    }

    @Test
    void aFailureWhileDrainingStillGivesAllMemoryBack() throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected() {
            @Override
            public void accept(Chunk chunk) {
                throw new UserCodeException("no");
            }
        };
        try (Engine engine = NumberLines.engine(INLINE, sink)) {
            engine.start();
            NumberLines.open(engine, "rows", BackPressure.WAIT).append(1);
            assertThatThrownBy(() -> engine.stop(true)).isInstanceOf(UserCodeException.class);
            assertThat(engine.budget().usedBytes()).isZero();
            assertThatThrownBy(engine::awaitTermination).isInstanceOf(UserCodeException.class);
        }
    }
}
