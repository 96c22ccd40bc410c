// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.KeyedProcessFunction;
import io.tidemill.Pair;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.StateSpec;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.Time;
import io.tidemill.TimeDomain;
import io.tidemill.ValueStateDescriptor;
import io.tidemill.testkit.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// States, timeouts, times to live and timers are after a crash what they were before it.
@Timeout(120)
final class UserStateReplayTest {
    private static final Duration BATCH = Duration.ofMillis(100);
    private static final int STEPS = 3;

    @TempDir
    private Path directory;

    /// Counts with a time to live, and a timer that is asked for again and again while it lives.
    private static final class Beats implements KeyedProcessFunction<String, Long, String> {
        private static final ValueStateDescriptor<Long> COUNT = ValueStateDescriptor.of("count", Long.class)
                .timeToLive(Duration.ofMillis(1_500));

        @Override
        public List<ValueStateDescriptor<?>> states() {
            return List.of(COUNT);
        }

        @Override
        public void processElement(Long value, Context<String, String> context) {
            context.state(COUNT).update(context.state(COUNT).value().orElse(0L) + 1);
            context.registerTimer(TimeDomain.BATCH_TIME, context.batchTime().instant().plusMillis(700));
        }

        @Override
        public void onTimer(DueTimer timer, Context<String, String> context) {
            context.state(COUNT).value().ifPresent(count -> {
                context.collect("%s beats %d at %s".formatted(context.key(), count, timer.time()));
                context.registerTimer(TimeDomain.BATCH_TIME, timer.time().plusMillis(400));
            });
        }
    }

    private static final class Run implements AutoCloseable {
        final List<String> rows = new ArrayList<>();
        final StreamingContext ssc;
        private final ManualClock clock;
        private final Input<Long> numbers;

        Run(Path data, int lanes, ManualClock clock) throws InterruptedException {
            this.clock = clock;
            ssc = StreamingContext.builder("states")
                    .layout(ThreadLayout.inline())
                    .parallelism(lanes)
                    .blockRows(4)
                    .clock(clock)
                    .batching(Batching.every(BATCH))
                    .checkpoint(data)
                    .build();
            numbers = ssc.input("numbers", Long.class);
            var pairs = numbers.stream().mapToPair(String.class, Long.class, n -> Pair.of("k" + n % 5, n));
            var sums = pairs.mapWithState(String.class,
                    StateSpec.<String, Long, Long, String>function((key, n, sum) -> {
                        if (sum.isTimingOut()) {
                            return key + " went with " + sum.get();
                        }
                        sum.update(sum.getOption().orElse(0L) + n.orElseThrow());
                        return key + " " + sum.get();
                    }).timeout(Duration.ofMillis(900)));
            sums.union(pairs.process(String.class, new Beats()))
                    .foreachBatch(Redelivery.ALL, (batch, time) -> batch.collect()
                            .forEach(row -> rows.add(time + ": " + row)));
            sums.stateSnapshots(Long.class)
                    .foreachBatch(Redelivery.ALL, (batch, time) -> rows.add(time + ": " + batch.collect()));
            ssc.start();
            drive();
        }

        void send(int from, int to) {
            Publisher<Long> publisher = numbers.openPublisher("gateway " + from);
            for (long number = from; number < to; number++) {
                publisher.append(number % 7 == 0 ? number / 7 : number);
                drive();
                for (int step = 0; number % 3 == 0 && step < STEPS; step++) {
                    clock.advance(BATCH);
                    drive();
                }
            }
            publisher.close();
        }

        void drive() {
            for (int idle = 0; idle < 3; idle = ssc.doWork() > 0 ? 0 : idle + 1) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            ssc.close();
        }
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {1, 3})
    void aReplayGivesTheSameAndGoesOn(int lanes) throws Exception {
        Path data = directory.resolve("data");
        Path left = directory.resolve("left");
        ManualClock clock = ManualClock.atZero();
        try (Run first = new Run(data, lanes, clock)) {
            first.send(0, 40);
            Crash.copy(data, left);
            List<String> before = List.copyOf(first.rows);
            Instant crashed = new Time(clock.micros()).instant();
            assertThat(before).anyMatch(row -> row.contains("beats")).anyMatch(row -> row.contains("went"));
            first.send(40, 60);
            try (Run second = new Run(left, lanes, ManualClock.at(crashed))) {
                assertThat(second.rows).isEqualTo(before);
                second.send(40, 60);
                for (int i = 0; i < Math.min(first.rows.size(), second.rows.size()); i++) {
                    assertThat(second.rows.get(i)).as("row %d", i).isEqualTo(first.rows.get(i));
                }
                assertThat(second.rows).hasSameSizeAs(first.rows);
            }
        }
    }
}
