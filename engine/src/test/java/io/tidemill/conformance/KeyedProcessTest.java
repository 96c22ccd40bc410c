// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.tidemill.DStream;
import io.tidemill.KeyedProcessFunction;
import io.tidemill.Pair;
import io.tidemill.PairDStream;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.TimeDomain;
import io.tidemill.TtlUpdate;
import io.tidemill.UserCodeException;
import io.tidemill.ValueStateDescriptor;
import io.tidemill.conformance.Batches.Batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// E4: functions that keep states and timers by key, held against maps that are looked through.
class KeyedProcessTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_124);
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    record Order(Instant at, String customer, int number) {}

    private static PairDStream<String, Order> byCustomer(DStream<Order> orders) {
        return orders.mapToPair(String.class, Order.class, order -> Pair.of(order.customer(), order));
    }

    /// Says who ordered nothing for ten seconds of event time, how often they had ordered.
    private static final class Silence implements KeyedProcessFunction<String, Order, String> {
        private static final Duration PATIENCE = Duration.ofSeconds(10);
        private static final ValueStateDescriptor<Instant> LAST = ValueStateDescriptor.of("last", Instant.class);
        private static final ValueStateDescriptor<Integer> COUNT = ValueStateDescriptor.of("count", Integer.class);

        @Override
        public List<ValueStateDescriptor<?>> states() {
            return List.of(LAST, COUNT);
        }

        @Override
        public void processElement(Order order, Context<String, String> context) {
            Instant last = context.state(LAST).value().orElse(Instant.MIN);
            if (order.at().isAfter(last)) {
                context.state(LAST)
                        .value()
                        .ifPresent(before -> context.deleteTimer(TimeDomain.EVENT_TIME, before.plus(PATIENCE)));
                context.state(LAST).update(order.at());
                context.registerTimer(TimeDomain.EVENT_TIME, order.at().plus(PATIENCE));
            }
            context.state(COUNT).update(context.state(COUNT).value().orElse(0) + 1);
        }

        @Override
        public void onTimer(DueTimer timer, Context<String, String> context) {
            context.collect("%s %d at %d".formatted(context.key(), context.state(COUNT).value().orElseThrow(),
                    Duration.between(START, timer.time()).toSeconds()));
            context.state(LAST).clear();
            context.state(COUNT).clear();
        }
    }

    @Layouts
    @SuppressWarnings("unchecked")
    void timersOfEventTimeFireWhenTheWatermarkHasCome(Layout layout) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Order>> batches = IntStream.range(0, 15)
                .mapToObj(batch -> IntStream.range(0, random.nextInt(12))
                        .mapToObj(number -> new Order(START.plusSeconds(4L * batch + random.nextInt(5)),
                                "c" + random.nextInt(5), number))
                        .toList())
                .toList();
        List<Order>[] given = batches.toArray(List[]::new);
        assertThat(Batches.of(Order.class, given)
                .through(layout,
                        orders -> byCustomer(orders.withEventTime("at", Duration.ofSeconds(2))).process(String.class,
                                new Silence()))
                .stream()
                .map(Batch::rows)
                .toList()).as("seed %d", SEED).isEqualTo(silences(batches));
    }

    private static List<List<String>> silences(List<List<Order>> batches) {
        Map<String, Instant> last = new TreeMap<>();
        Map<String, Integer> count = new TreeMap<>();
        List<String> order = new ArrayList<>(); // of those that wait, by when they were last told to
        List<List<String>> silences = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (List<Order> batch : batches) {
            for (Order each : batch) {
                newest = each.at().isAfter(newest) ? each.at() : newest;
                count.merge(each.customer(), 1, Integer::sum);
                if (each.at().isAfter(last.getOrDefault(each.customer(), Instant.MIN))) {
                    last.put(each.customer(), each.at());
                    order.remove(each.customer());
                    order.add(each.customer());
                }
            }
            List<String> rows = new ArrayList<>();
            Instant watermark = newest.equals(Instant.MIN) ? newest : newest.minusSeconds(2);
            order.stream()
                    .sorted(Comparator.comparing(customer -> due(last, customer)))
                    .filter(customer -> !due(last, customer).isAfter(watermark))
                    .toList()
                    .forEach(customer -> {
                        rows.add("%s %d at %d".formatted(customer, count.remove(customer),
                                Duration.between(START, due(last, customer)).toSeconds()));
                        last.remove(customer);
                        order.remove(customer);
                    });
            silences.add(rows);
        }
        return silences;
    }

    private static Instant due(Map<String, Instant> last, String customer) {
        return Objects.requireNonNull(last.get(customer)).plus(Silence.PATIENCE);
    }

    /// Says a word again when it has not been said for some time, and a second later that it was said.
    private static KeyedProcessFunction<String, Integer, String> reminders(TtlUpdate update) {
        ValueStateDescriptor<Integer> said = ValueStateDescriptor.of("said", Integer.class)
                .timeToLive(Duration.ofSeconds(3), update);
        return new KeyedProcessFunction<>() {
            @Override
            public List<ValueStateDescriptor<?>> states() {
                return List.of(said);
            }

            @Override
            public void processElement(Integer value, Context<String, String> context) {
                if (context.state(said).value().isEmpty()) {
                    context.state(said).update(value);
                    context.collect(context.key());
                    context.registerTimer(TimeDomain.BATCH_TIME, context.batchTime().instant().plusSeconds(1));
                }
            }

            @Override
            public void onTimer(DueTimer timer, Context<String, String> context) {
                context.collect(context.key() + " was said at " + timer.time().minusSeconds(1).getEpochSecond());
            }
        };
    }

    @Layouts
    void timesToLiveAndTimersOfBatchTimeAreExact(Layout layout) throws InterruptedException {
        Batches<String> words = Batches.words("a b", "a", "a", "a b", "a", "", "a");
        assertThat(words.through(layout, stream -> stream.mapToPair(word -> Pair.of(word, 1))
                .process(reminders(TtlUpdate.ON_WRITE))).stream().map(Batch::rows))
                .containsExactly(List.of("a", "b"), List.of("a was said at 1", "b was said at 1"), List.of(),
                        List.of("a", "b"), List.of("a was said at 4", "b was said at 4"), List.of(), List.of("a"));
        assertThat(words.through(layout, stream -> stream.mapToPair(word -> Pair.of(word, 1))
                .process(reminders(TtlUpdate.ON_READ_AND_WRITE))).stream().map(Batch::rows))
                .containsExactly(List.of("a", "b"), List.of("a was said at 1", "b was said at 1"), List.of(),
                        List.of("b"), List.of("b was said at 4"), List.of(), List.of());
    }

    @Test
    void whatIsNotThereIsRefusedByName() {
        Batches<String> words = Batches.words("a");
        assertThatThrownBy(() -> words.through(Layout.INLINE, stream -> stream.mapToPair(word -> Pair.of(word, 1))
                .process((_, context) -> context.registerTimer(TimeDomain.EVENT_TIME, START))))
                .isInstanceOf(UserCodeException.class)
                .hasMessageContaining("KeyedProcessTest.java:")
                .hasMessageContaining("withEventTime in front of the pairs");
        assertThatThrownBy(() -> words.through(Layout.INLINE, stream -> stream.mapToPair(word -> Pair.of(word, 1))
                .process((_, context) -> context.state(Silence.COUNT).clear())))
                .isInstanceOf(UserCodeException.class)
                .hasMessageContaining("the function declares the states [], and not count");
    }

    @Test
    void explainNamesTheStates() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            PairDStream<String, Integer> pairs = ssc.input("words", String.class)
                    .stream()
                    .mapToPair(String.class, Integer.class, word -> Pair.of(word, 1));
            assertThat(pairs.process(String.class, reminders(TtlUpdate.ON_WRITE)).explain())
                    .contains("process, states [said (for 3 s after a write)]");
            ValueStateDescriptor<Integer> twice = ValueStateDescriptor.of("twice", Integer.class);
            assertThatThrownBy(() -> pairs.process(new KeyedProcessFunction<String, Integer, String>() {
                @Override
                public List<ValueStateDescriptor<?>> states() {
                    return List.of(twice, twice.timeToLive(Duration.ofSeconds(1)));
                }

                @Override
                public void processElement(Integer value, Context<String, String> context) {}
            })).isInstanceOf(PlanException.class).hasMessageContaining("two states of one name");
        }
    }
}
