// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.Batching;
import io.tidemill.Disks;
import io.tidemill.EngineException;
import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.StateException;
import io.tidemill.StreamingContext;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A disk of which one call fails, each of all in turn: from the first of a start to the last of a stop.
@Timeout(600)
@Tag("faults")
final class FailingDiskTest {
    private static final int NUMBERS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MOST_CLOSING_SECONDS = 10;

    @TempDir
    private Path directory;

    /// A context that keeps every number that it is sent.
    private static final class Numbers implements AutoCloseable {
        final List<Long> numbers = new ArrayList<>();
        final StreamingContext ssc;
        final Input<Long> input;
        long acknowledged = -1;
        @Nullable
        Publisher<Long> publisher;

        Numbers(Path data, JournalCarrier carrier, Storage disk) {
            ssc = Disks.on(disk, StreamingContext.builder("numbers")
                    .batching(Batching.natural())
                    .checkpoint(data)
                    .durability(Durability.POWER)
                    .journalCarrier(carrier)).build();
            input = ssc.input("numbers", Long.class);
            input.stream().foreachBatch(Redelivery.ALL, (batch, _) -> numbers.addAll(batch.collect()));
        }

        Publisher<Long> start() throws InterruptedException {
            ssc.start();
            Publisher<Long> opened = input.openPublisher("gateway");
            publisher = opened;
            return opened;
        }

        /// Sends numbers that are not known yet, and waits for the acknowledgement of each.
        void send(Publisher<Long> gateway, long end) throws InterruptedException {
            for (long number = gateway.lastDurableId().orElse(-1) + 1; number < end; number++) {
                long row = gateway.append(number, number);
                if (row < 0 || !gateway.awaitDurable(row, PATIENCE)) {
                    ssc.awaitTermination(); // throws why
                    throw new AssertionError("no acknowledgement of %d: %d".formatted(number, row));
                }
                acknowledged = number;
            }
        }

        @Override
        public void close() {
            ssc.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FILE", "CHRONICLE"})
    void stopsTheEngineAtOnceAndLosesNothing(JournalCarrier carrier) throws Exception {
        int whileRunning = 0;
        int step = 0;
        for (boolean failed = true; failed; step++) {
            FailingStorage disk = new FailingStorage(step);
            Path data = directory.resolve(carrier + "-" + step);
            long acknowledged = runUntilItFails(data, carrier, disk);
            failed = disk.failed() != null;
            whileRunning += acknowledged >= 0 && acknowledged < NUMBERS - 1 ? 1 : 0;
            assertRecovers(data, carrier, acknowledged, step);
        }
        System.out.printf("%s: one failing call at each of %d places, %d of them between acknowledgements%n", carrier,
                step - 1, whileRunning);
        assertThat(whileRunning).isGreaterThanOrEqualTo(NUMBERS / 2);
    }

    /// Answers the last number that was acknowledged, -1 if none was.
    private static long runUntilItFails(Path data, JournalCarrier carrier, FailingStorage disk) throws Exception {
        Numbers numbers = new Numbers(data, carrier, disk);
        boolean isSent = false;
        try {
            Publisher<Long> gateway = numbers.start();
            numbers.send(gateway, NUMBERS);
            isSent = true;
            numbers.ssc.stop(true);
        } catch (EngineException failure) {
            assertIsNamed(failure, data, disk);
            assertStaysFailed(numbers);
        } finally {
            long began = System.nanoTime();
            numbers.close();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(MOST_CLOSING_SECONDS);
        }
        assertThat(isSent || disk.failed() != null).isTrue();
        return numbers.acknowledged;
    }

    private static void assertIsNamed(EngineException failure, Path data, FailingStorage disk) {
        assertThat(failure).isInstanceOf(StateException.class)
                .hasMessageContaining(FailingStorage.REASON)
                .hasMessageContaining(data.toString());
        assertThat(disk.failed()).as("what failed: %s", failure.getMessage()).isNotNull();
    }

    /// The disk works again, but nobody knows what it has lost.
    private static void assertStaysFailed(Numbers numbers) throws InterruptedException {
        Publisher<Long> gateway = numbers.publisher;
        if (gateway == null) {
            return;
        }
        long durable = gateway.lastDurableId().orElse(-1);
        long next = gateway.rows();
        long row = gateway.append(next, next);
        if (row >= 0) { // taken while the engine ended
            assertThatThrownBy(() -> gateway.awaitDurable(row, PATIENCE)).isInstanceOf(StateException.class);
        }
        assertThat(gateway.lastDurableId().orElse(-1)).isEqualTo(durable)
                .isGreaterThanOrEqualTo(numbers.acknowledged);
    }

    private static void assertRecovers(Path data, JournalCarrier carrier, long acknowledged, int step)
            throws InterruptedException {
        try (Numbers again = new Numbers(data, carrier, new FileStorage())) {
            Publisher<Long> gateway = again.start();
            long recovered = gateway.lastDurableId().orElse(-1);
            assertThat(recovered).as("step %d", step).isBetween(acknowledged, (long) NUMBERS);
            again.send(gateway, NUMBERS + 3);
            gateway.close();
            again.ssc.stop(true);
            assertThat(again.numbers).as("step %d", step)
                    .isEqualTo(LongStream.range(0, NUMBERS + 3).boxed().toList());
        }
    }
}
