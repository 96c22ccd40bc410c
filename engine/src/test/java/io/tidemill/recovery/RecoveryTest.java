// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Batching;
import io.tidemill.Combiners;
import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.Pair;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.StateException;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.journal.Durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
final class RecoveryTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    /// A context that sums numbers by their last digit in each batch, and keeps what its sinks were given.
    private static final class Sums implements AutoCloseable {
        final List<String> batches = new ArrayList<>();
        final List<String> allBatches = new ArrayList<>();
        final StreamingContext ssc;
        final Input<Long> input;

        Sums(Path data, Durability durability) {
            this(data, durability, JournalCarrier.FILE);
        }

        Sums(Path data, Durability durability, JournalCarrier carrier) {
            this(StreamingContext.builder("sums")
                    .layout(ThreadLayout.inline())
                    .batching(Batching.natural())
                    .checkpoint(data)
                    .durability(durability)
                    .journalCarrier(carrier)
                    .build());
        }

        Sums(StreamingContext ssc) {
            this.ssc = ssc;
            input = ssc.input("numbers", Long.class);
            var sums = input.stream()
                    .mapToPair(Long.class, Long.class, number -> Pair.of(number % 10, number))
                    .reduceByKey(Combiners.sum());
            sums.foreachBatch((batch, time) -> batches.add(time.micros() + " " + sorted(batch.collect())));
            sums.foreachBatch(Redelivery.ALL,
                    (batch, time) -> allBatches.add(time.micros() + " " + sorted(batch.collect())));
        }

        private static List<String> sorted(List<Pair<Long, Long>> pairs) {
            return pairs.stream().map(Pair::toString).sorted().toList();
        }

        Sums start() throws InterruptedException {
            ssc.start();
            return this;
        }

        /// Appends numbers, a batch for each, and waits until they are durable and out.
        void append(Publisher<Long> publisher, long from, long to) throws InterruptedException {
            for (long number = from; number < to; number++) {
                long row = publisher.append(number, number);
                assertThat(publisher.awaitDurable(row, LONG)).isTrue();
                drive();
            }
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

    static List<Arguments> levels() {
        List<Durability> levels = List.of(Durability.NONE, Durability.PROCESS, Durability.POWER,
                Durability.powerEvery(Duration.ofMillis(1)), Durability.powerEvery(1L << 20));
        return Stream.of(JournalCarrier.FILE, JournalCarrier.CHRONICLE)
                .flatMap(carrier -> levels.stream().map(level -> Arguments.of(level, carrier)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("levels")
    void replaysWhatACrashLeftAndGoesOn(Durability durability, JournalCarrier carrier) throws Exception {
        Path data = directory.resolve("data");
        Path left = directory.resolve("left");
        List<String> before;
        try (Sums first = new Sums(data, durability, carrier).start()) {
            first.append(first.input.openPublisher("gateway"), 0, 20);
            before = List.copyOf(first.allBatches);
            assertThat(before).hasSizeGreaterThanOrEqualTo(20);
            Crash.copy(data, left);
        }
        try (Sums second = new Sums(left, durability, carrier).start()) {
            second.drive();
            assertThat(second.allBatches).isEqualTo(before);
            assertThat(second.ssc.counters().replayedRows.value()).isEqualTo(20);
            Publisher<Long> publisher = second.input.openPublisher("gateway");
            assertThat(publisher.rows()).isEqualTo(20);
            assertThat(publisher.lastDurableId()).isEqualTo(OptionalLong.of(19));
            second.append(publisher, 15, 30);
            assertThat(publisher.duplicates()).isEqualTo(5);
            assertThat(publisher.rows()).isEqualTo(30);
            assertThat(sum(second.allBatches)).isEqualTo(LongStream.range(0, 30).sum());
        }
    }

    @Test
    void doesNotEmitCommittedBatchesAgain() throws Exception {
        Path data = directory.resolve("data");
        try (Sums first = new Sums(data, Durability.PROCESS).start()) {
            first.append(first.input.openPublisher("gateway"), 0, 10);
            first.ssc.stop(true);
            assertThat(first.batches).isEqualTo(first.allBatches);
        }
        try (Sums second = new Sums(data, Durability.PROCESS).start()) {
            second.drive();
            assertThat(second.batches).isEmpty();
            assertThat(sum(second.allBatches)).isEqualTo(45);
            second.append(second.input.openPublisher("gateway"), 10, 11);
            assertThat(sum(second.batches)).isEqualTo(10);
        }
    }

    @Test
    void survivesManyStarts() throws Exception {
        Path data = directory.resolve("data");
        for (int start = 0; start < 12; start++) {
            try (Sums sums = new Sums(data, Durability.PROCESS).start()) {
                sums.drive();
                assertThat(sum(sums.allBatches)).isEqualTo(LongStream.range(0, 7L * start).sum());
                sums.append(sums.input.openPublisher("gateway"), 7L * start, 7L * start + 7);
            }
        }
    }

    @Test
    void refusesAnotherPlanByName() throws Exception {
        Path data = directory.resolve("data");
        try (Sums sums = new Sums(data, Durability.PROCESS).start()) {
            sums.append(sums.input.openPublisher("gateway"), 0, 1);
        }
        StreamingContext other = StreamingContext.builder("sums").batching(Batching.natural()).checkpoint(data).build();
        other.input("figures", Long.class).stream().foreach(_ -> {});
        assertThatThrownBy(other::start).isInstanceOf(StateException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("input numbers")
                .hasMessageContaining("input figures");
        StreamingContext renamed = StreamingContext.builder("other")
                .batching(Batching.natural())
                .checkpoint(data)
                .build();
        assertThatThrownBy(() -> new Sums(renamed).start()).isInstanceOf(StateException.class)
                .hasMessageContaining("`sums`")
                .hasMessageContaining("`other`");
        try (Sums sums = new Sums(data, Durability.PROCESS).start()) {
            sums.drive();
            assertThat(sum(sums.allBatches)).isZero();
        }
    }

    @Test
    void refusesASecondEngineOnTheDirectory() throws Exception {
        Path data = directory.resolve("data");
        try (Sums first = new Sums(data, Durability.PROCESS).start()) {
            assertThatThrownBy(() -> new Sums(data, Durability.PROCESS).start()).isInstanceOf(StateException.class)
                    .hasMessageContaining("another engine")
                    .hasMessageContaining(data.toString());
            first.append(first.input.openPublisher("gateway"), 0, 3);
            assertThat(sum(first.allBatches)).isEqualTo(3);
        }
    }

    @Test
    void refusesADamagedJournalUnlessTheLossIsAccepted() throws Exception {
        Path data = directory.resolve("data");
        try (Sums first = new Sums(data, Durability.PROCESS).start()) {
            first.append(first.input.openPublisher("gateway"), 0, 50);
        }
        damage(data);
        assertThatThrownBy(() -> new Sums(data, Durability.PROCESS).start()).isInstanceOf(StateException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("--accept-data-loss");
        StreamingContext accepting = StreamingContext.builder("sums")
                .layout(ThreadLayout.inline())
                .batching(Batching.natural())
                .checkpoint(data)
                .acceptDataLoss()
                .build();
        try (Sums second = new Sums(accepting).start()) {
            second.drive();
            assertThat(second.ssc.counters().replayedRows.value()).isBetween(1L, 49L);
            long replayed = second.ssc.counters().replayedRows.value();
            Publisher<Long> publisher = second.input.openPublisher("gateway");
            second.append(publisher, 0, 50);
            assertThat(publisher.duplicates()).isEqualTo(replayed);
            assertThat(sum(second.allBatches)).isEqualTo(LongStream.range(0, 50).sum());
        }
    }

    /// Changes a byte in the middle of what was written.
    private static void damage(Path data) throws IOException {
        Path file = data.resolve("journal/00000001/00000001.journal");
        byte[] bytes = Files.readAllBytes(file);
        int written = bytes.length;
        while (bytes[written - 1] == 0) {
            written--;
        }
        bytes[written / 2] ^= 0x10;
        Files.write(file, bytes);
    }

    /// The sum of all numbers in batches such as `17 [(3,13), (4,4)]`.
    private static long sum(List<String> batches) {
        return batches.stream()
                .flatMap(batch -> Pattern.compile("\\(\\d+,(\\d+)\\)").matcher(batch).results())
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }
}
