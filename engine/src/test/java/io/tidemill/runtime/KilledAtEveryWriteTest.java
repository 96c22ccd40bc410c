// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.ring.RowPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/// An engine's life of several starts on a data directory, with a copy of the directory from in front of every change on the disk and from
/// within every write: what a kill there would leave. Each copy must start, hold what was acknowledged by then, and go on to the
/// same end.
@Timeout(300)
final class KilledAtEveryWriteTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int STARTS = 3;
    private static final int ROWS_OF_A_START = 3;
    /// More than is written; what a file holds behind it are zeros.
    private static final int COPIED_BYTES = 128 << 10;

    @TempDir
    private Path directory;
    private final List<Left> left = new ArrayList<>();
    private final KeptNumbers once = KeptNumbers.once();
    private volatile int acknowledged;

    private static Stream<Durability> levels() {
        return Stream.of(Durability.PROCESS, Durability.POWER);
    }

    /// What a kill has left.
    ///
    /// @param change that was about to be made, or was half made
    /// @param acknowledged so many numbers
    /// @param delivered so many numbers to the sink that is not to get them again
    private record Left(String change, Path data, int acknowledged, int delivered) {}

    @ParameterizedTest
    @MethodSource("levels")
    void startsAgainAndLosesNothing(Durability durability) throws Exception {
        live(durability);
        assertThat(left).hasSizeGreaterThan(60);
        for (Left each : left) {
            try {
                requireRecovery(each, durability);
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("killed at: %s, after %d acknowledgements".formatted(each.change,
                        each.acknowledged), failed);
            }
        }
    }

    /// Runs several starts, every other one of which is stopped in order.
    private void live(Durability durability) throws InterruptedException {
        Path data = directory.resolve("data");
        Storage disk = WatchedStorage.of(new FileStorage(), change -> copy(change, data));
        for (int start = 0; start < STARTS; start++) {
            try (Engine engine = KeptNumbers.engine(data, durability, disk, once, KeptNumbers.all())) {
                engine.start();
                append(engine, (start + 1) * ROWS_OF_A_START);
                if (start % 2 == 1) {
                    engine.stop(true);
                }
            }
        }
    }

    private synchronized void copy(String change, Path data) {
        int acknowledgedBefore = acknowledged;
        int deliveredBefore = once.numbers.size();
        Path copy = directory.resolve("left " + left.size());
        try (Stream<Path> tree = Files.exists(data) ? Files.walk(data) : Stream.empty()) {
            for (Path path : tree.sorted().toList()) {
                Path target = copy.resolve(data.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    copyBeginning(path, target);
                }
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        left.add(new Left(change, copy, acknowledgedBefore, deliveredBefore));
    }

    private static void copyBeginning(Path path, Path target) throws IOException {
        try (RandomAccessFile from = new RandomAccessFile(path.toFile(), "r");
                RandomAccessFile to = new RandomAccessFile(target.toFile(), "rw")) {
            long length = from.length();
            byte[] beginning = new byte[(int) Math.min(length, COPIED_BYTES)];
            from.readFully(beginning);
            to.write(beginning);
            to.setLength(length);
        }
    }

    private void requireRecovery(Left each, Durability durability) throws InterruptedException {
        KeptNumbers again = KeptNumbers.once();
        KeptNumbers all = KeptNumbers.all();
        int end = STARTS * ROWS_OF_A_START + 3;
        try (Engine engine = KeptNumbers.engine(each.data, durability, WatchedStorage.of(new FileStorage(), _ -> {}),
                again, all)) {
            engine.start();
            KeptNumbers.drive(engine);
            assertThat(all.numbers).as("what is acknowledged is kept").hasSizeGreaterThanOrEqualTo(each.acknowledged);
            append(engine, end);
            engine.stop(true);
        }
        assertThat(all.numbers).as("every number once").isEqualTo(KeptNumbers.range(0, end));
        assertThat(again.numbers).isNotEmpty();
        assertThat(again.numbers.getFirst()).as("nothing is left out").isLessThanOrEqualTo(each.delivered);
        assertThat(again.numbers).isEqualTo(KeptNumbers.range(again.numbers.getFirst(), end));
    }

    /// Appends the numbers that are missing, each its own id, one batch after the other.
    private void append(Engine engine, int end) throws InterruptedException {
        KeptNumbers.drive(engine);
        try (RowPublisher<Integer> publisher = NumberLines.open(engine, "gateway", BackPressure.WAIT)) {
            for (int number = (int) publisher.lastDurableId().orElse(-1) + 1; number < end; number++) {
                assertThat(publisher.awaitDurable(publisher.append(number, number), LONG)).isTrue();
                acknowledged = Math.max(acknowledged, number + 1);
                KeptNumbers.drive(engine);
            }
        }
    }
}
