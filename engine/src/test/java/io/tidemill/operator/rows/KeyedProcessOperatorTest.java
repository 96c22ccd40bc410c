// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.tidemill.KeyedProcessFunction;
import io.tidemill.TimeDomain;
import io.tidemill.TtlUpdate;
import io.tidemill.ValueStateDescriptor;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.PairEncoding;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.testkit.EventTimes;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class KeyedProcessOperatorTest {
    private static final PairEncoding<String, Instant> PAIRS = new PairEncoding<>(Encodings.of(String.class),
            Encodings.of(Instant.class));
    private static final Encoding<String> TEXT = Encodings.of(String.class);
    private static final long BATCH = 100_000;
    private static final long TIME_TO_LIVE = 250_000;
    private static final long STEP = 250_000; // between the times that rows may have

    /// Counts rows, notes keys that it has not seen or read for some time, and asks for all kinds of timers.
    private static final class Watching implements KeyedProcessFunction<String, Instant, String> {
        private static final ValueStateDescriptor<Long> COUNT = ValueStateDescriptor.of("count", Long.class);
        private static final ValueStateDescriptor<String> SEEN = ValueStateDescriptor.of("seen", String.class)
                .timeToLive(Duration.of(TIME_TO_LIVE, ChronoUnit.MICROS));
        private static final ValueStateDescriptor<String> READ = ValueStateDescriptor.of("read", String.class)
                .timeToLive(Duration.of(TIME_TO_LIVE, ChronoUnit.MICROS),
                        TtlUpdate.ON_READ_AND_WRITE);

        @Override
        public List<ValueStateDescriptor<?>> states() {
            return List.of(COUNT, SEEN, READ);
        }

        @Override
        public void processElement(Instant at, Context<String, String> context) {
            long count = context.state(COUNT).value().orElse(0L) + 1;
            context.state(COUNT).update(count);
            long number = micros(at) / STEP % 1_000;
            Optional<String> seen = context.state(SEEN).value();
            if (number % 2 == 0) {
                context.state(SEEN).update("at " + number);
            }
            Optional<String> read = context.state(READ).value();
            if (read.isEmpty()) {
                context.state(READ).update("since " + number);
            }
            context.collect("%s %d %s %s %s".formatted(context.key(), count, seen, read,
                    context.watermark().map(KeyedProcessOperatorTest::micros)));
            if (number % 3 == 0) {
                context.registerTimer(TimeDomain.EVENT_TIME, at.plusMillis(500));
            } else if (number % 3 == 1) {
                context.registerTimer(TimeDomain.BATCH_TIME, context.batchTime().instant().plusMillis(number % 4 * 50));
            } else {
                context.deleteTimer(TimeDomain.EVENT_TIME, at.plusMillis(750));
                context.deleteTimer(TimeDomain.BATCH_TIME, context.batchTime().instant().plusMillis(50));
            }
        }

        @Override
        public void onTimer(DueTimer timer, Context<String, String> context) {
            long count = context.state(COUNT).value().orElse(0L);
            context.collect("%s %s %d %d %s".formatted(timer.domain(), context.key(), micros(timer.time()), count,
                    context.watermark().map(KeyedProcessOperatorTest::micros)));
            if (count % 4 == 1) {
                context.state(COUNT).clear();
                context.registerTimer(timer.domain(), timer.time());
            } else if (count % 2 == 1) {
                context.registerTimer(timer.domain(),
                        timer.time().plusMillis(timer.domain() == TimeDomain.EVENT_TIME ? 20_000 : 40));
            }
        }
    }

    private static long micros(Instant time) {
        return Math.multiplyExact(time.getEpochSecond(), 1_000_000L) + time.getNano() / 1_000;
    }

    /// The same with lists that are looked through.
    private static final class Reference implements RowReference {
        private final List<TestRow> batch = new ArrayList<>();
        private final Map<String, Long> counts = new HashMap<>();
        private final Map<String, String> seen = new HashMap<>();
        private final Map<String, Long> seenAt = new HashMap<>();
        private final Map<String, String> read = new HashMap<>();
        private final Map<String, Long> readAt = new HashMap<>();
        private final List<Wanted> timers = new ArrayList<>(); // in order of registration
        private long watermark = Long.MIN_VALUE;
        private long batches;

        /// @param from the first batch that it may fire in
        private record Wanted(TimeDomain domain, long micros, String key, long from) {
            boolean is(TimeDomain otherDomain, long otherMicros, String otherKey) {
                return domain == otherDomain && micros == otherMicros && key.equals(otherKey);
            }
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            batch.add(row);
        }

        @Override
        public void endOfBatch(long now, long newWatermark, Consumer<TestRow> output) {
            batches++;
            for (TestRow row : batch) {
                row(row.textAt(0), row.longAt(1), now, output);
            }
            batch.clear();
            watermark = newWatermark;
            fire(TimeDomain.BATCH_TIME, now, output);
            long last = timers.stream()
                    .filter(timer -> timer.domain == TimeDomain.EVENT_TIME)
                    .mapToLong(timer -> timer.micros)
                    .max()
                    .orElse(Long.MIN_VALUE);
            fire(TimeDomain.EVENT_TIME, newWatermark == Long.MAX_VALUE ? last : newWatermark, output);
        }

        private void row(String key, long at, long now, Consumer<TestRow> output) {
            long count = counts.merge(key, 1L, Long::sum);
            long number = at / STEP % 1_000;
            if (now >= seenAt.getOrDefault(key, now) + TIME_TO_LIVE) {
                seen.remove(key);
            }
            if (now >= readAt.getOrDefault(key, now) + TIME_TO_LIVE) {
                read.remove(key);
            }
            Optional<String> sight = Optional.ofNullable(seen.get(key));
            if (number % 2 == 0) {
                seen.put(key, "at " + number);
                seenAt.put(key, now);
            }
            Optional<String> reading = Optional.ofNullable(read.get(key));
            readAt.put(key, now);
            read.putIfAbsent(key, "since " + number);
            output.accept(TestRow.of("%s %d %s %s %s".formatted(key, count, sight, reading, seenWatermark())));
            if (number % 3 == 0) {
                register(TimeDomain.EVENT_TIME, at + 500_000, key, batches);
            } else if (number % 3 == 1) {
                register(TimeDomain.BATCH_TIME, now + number % 4 * 50_000, key, batches);
            } else {
                timers.removeIf(timer -> timer.is(TimeDomain.EVENT_TIME, at + 750_000, key)
                        || timer.is(TimeDomain.BATCH_TIME, now + 50_000, key));
            }
        }

        private Optional<Long> seenWatermark() {
            return watermark == Long.MIN_VALUE ? Optional.empty() : Optional.of(watermark);
        }

        private void register(TimeDomain domain, long micros, String key, long from) {
            if (timers.stream().noneMatch(timer -> timer.is(domain, micros, key))) {
                timers.add(new Wanted(domain, micros, key, from));
            }
        }

        private void fire(TimeDomain domain, long until, Consumer<TestRow> output) {
            Optional<Wanted> next = next(domain, until);
            while (next.isPresent()) {
                Wanted timer = next.get();
                timers.remove(timer);
                long count = counts.getOrDefault(timer.key, 0L);
                output.accept(TestRow.of("%s %s %d %d %s".formatted(domain, timer.key, timer.micros, count,
                        seenWatermark())));
                if (count % 4 == 1) {
                    counts.remove(timer.key);
                    register(domain, timer.micros, timer.key, batches + 1);
                } else if (count % 2 == 1) {
                    register(domain, timer.micros + (domain == TimeDomain.EVENT_TIME ? 20_000_000 : 40_000), timer.key,
                            batches);
                }
                next = next(domain, until);
            }
        }

        /// The earliest; of several the one that was registered first.
        private Optional<Wanted> next(TimeDomain domain, long until) {
            return timers.stream()
                    .filter(timer -> timer.domain == domain && timer.micros <= until && timer.from <= batches)
                    .min(Comparator.comparingLong(Wanted::micros));
        }
    }

    @Test
    void handsOverRowsThenTimersInOrder() {
        OperatorHarness.verify(OperatorCase.of("process", PAIRS.schema(), TEXT.schema(),
                () -> new KeyedProcessOperator<>(new RowPlan.ProcessKeyed<>(
                        new Plan.Scan(0, "words", PAIRS.schema(), UserCodeCase.SITE), PAIRS, TEXT, new Watching(),
                        new Watching().states(), true, UserCodeCase.SITE)),
                Reference::new).batchMicros(BATCH).eventTime(new EventTimes(1, 1_000_000)));
    }
}
