// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.ContextState;
import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// An engine whose disk is full: a small file system of the machine's own.
@Timeout(300)
@Tag("faults")
final class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_CLOSING_SECONDS = 15;
    private static final int FILLER_BYTES = 64 << 20; // more than a start keeps ahead of the writer

    @TempDir
    private Path directory;

    /// A context that adds up what it is sent, and somebody who sends numbers of which no bit can be saved.
    private static final class Sums implements AutoCloseable {
        final AtomicLong sum = new AtomicLong();
        final StreamingContext ssc;
        private final Input<Long> input;

        Sums(Path data, JournalCarrier carrier) {
            ssc = StreamingContext.builder("sums")
                    .batching(Batching.every(Duration.ofMillis(20)))
                    .layout(ThreadLayout.two())
                    .checkpoint(data)
                    .journalCarrier(carrier)
                    .build();
            input = ssc.input("numbers", Long.class);
            input.stream().filter(number -> sum.addAndGet(number) == Long.MIN_VALUE).foreach(_ -> {});
        }

        Publisher<Long> start() throws InterruptedException {
            ssc.start();
            return input.openPublisher("gateway", BackPressure.REFUSE);
        }

        @Override
        public void close() {
            ssc.close();
        }
    }

    /// Sends until told to stop; knows what was taken.
    private static final class Sender {
        private final SplittableRandom random = new SplittableRandom(7);
        private long sum;
        private long rows;

        /// Answers the number of the last row that was taken before there was no room because the disk is full: what had been
        /// allocated before that is used up, and what was on its way has arrived.
        long sendUntilFull(Sums sums, Publisher<Long> gateway) throws InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!sums.ssc.isDiskLow() || gateway.hasRoom()
                    || gateway.awaitDurable(rows - 1, Duration.ofMillis(300)) || gateway.hasRoom()) {
                assertThat(System.nanoTime()).as("the disk is full").isLessThan(end);
                if (gateway.hasRoom()) {
                    send(gateway, 100);
                } else {
                    Thread.onSpinWait();
                }
            }
            return rows - 1;
        }

        long send(Publisher<Long> gateway, int numbers) {
            for (int i = 0; i < numbers; i++) {
                long number = random.nextLong();
                long row = gateway.append(number);
                if (row == Publisher.BACK_PRESSURED) {
                    break;
                }
                assertThat(row).isEqualTo(rows);
                rows++;
                sum += number;
            }
            return rows - 1;
        }
    }

    static Stream<Arguments> disksAndCarriers() {
        return Arrays.stream(SmallDisk.Kind.values())
                .flatMap(kind -> Stream.of(JournalCarrier.FILE, JournalCarrier.CHRONICLE)
                        .map(carrier -> Arguments.of(kind, carrier)));
    }

    private SmallDisk mounted(SmallDisk.Kind kind) throws Exception {
        Optional<SmallDisk> disk = SmallDisk.mount(kind, directory);
        assumeTrue(disk.isPresent(), () -> "no small %s can be mounted here: that takes root".formatted(kind));
        return disk.orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("disksAndCarriers")
    void intakeStopsAndGoesOnByItself(SmallDisk.Kind kind, JournalCarrier carrier) throws Exception {
        Sender sender = new Sender();
        try (SmallDisk disk = mounted(kind)) {
            Path data = disk.place().resolve("data");
            disk.fill(FILLER_BYTES);
            try (Sums sums = new Sums(data, carrier)) {
                Publisher<Long> gateway = sums.start();
                long last = sender.sendUntilFull(sums, gateway);
                assertThat(gateway.append(1L)).isEqualTo(Publisher.BACK_PRESSURED);
                assertThat(sums.ssc.state()).isEqualTo(ContextState.ACTIVE);
                assertThat(sums.ssc.metrics()).containsEntry("tidemill_journal_disk_low{context=\"sums\"}", 1L);

                disk.free();

                assertThat(gateway.awaitDurable(last, PATIENCE)).isTrue();
                await().atMost(PATIENCE).until(() -> !sums.ssc.isDiskLow() && gateway.hasRoom());
                long further = sender.send(gateway, 1_000);
                assertThat(gateway.awaitDurable(further, PATIENCE)).isTrue();
                gateway.close();
                sums.ssc.stop(true);
                assertThat(sums.sum).hasValue(sender.sum);
            }
            assertReplays(data, carrier, List.of(sender.rows, sender.sum));
        }
    }

    @ParameterizedTest
    @MethodSource("disksAndCarriers")
    void endsInTimeAlthoughItIsFull(SmallDisk.Kind kind, JournalCarrier carrier) throws Exception {
        Sender sender = new Sender();
        try (SmallDisk disk = mounted(kind)) {
            Path data = disk.place().resolve("data");
            disk.fill(FILLER_BYTES);
            long acknowledged;
            try (Sums sums = new Sums(data, carrier)) {
                Publisher<Long> gateway = sums.start();
                acknowledged = sender.send(gateway, 5_000);
                assertThat(gateway.awaitDurable(acknowledged, PATIENCE)).isTrue();
                sender.sendUntilFull(sums, gateway);

                long began = System.nanoTime();
                sums.ssc.stop(false);
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(MOST_CLOSING_SECONDS);
            }
            disk.free();
            try (Sums again = new Sums(data, carrier)) {
                Publisher<Long> gateway = again.start();
                assertThat(gateway.rows()).isBetween(acknowledged + 1, sender.rows);
                long row = gateway.append(1L);
                assertThat(gateway.awaitDurable(row, PATIENCE)).isTrue();
            }
        }
    }

    private static void assertReplays(Path data, JournalCarrier carrier, List<Long> rowsAndSum)
            throws InterruptedException {
        try (Sums again = new Sums(data, carrier)) {
            Publisher<Long> gateway = again.start();
            await().atMost(PATIENCE)
                    .until(() -> List.of(again.ssc.counters().replayedRows.value(), again.sum.get())
                            .equals(rowsAndSum));
            assertThat(gateway.rows()).isEqualTo(rowsAndSum.getFirst());
        }
    }
}
