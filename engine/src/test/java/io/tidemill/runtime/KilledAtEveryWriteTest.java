// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.JournalCarrier;
import io.tidemill.Redelivery;
import io.tidemill.ThreadLayout;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.ExecutionPlan.InputNode;
import io.tidemill.compile.ExecutionPlan.SinkNode;
import io.tidemill.compile.ExecutionPlan.Targets;
import io.tidemill.compile.ExecutionPlan.TickNeed;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.Chunk;
import io.tidemill.ring.RowPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/// An engine's life of several starts on a data directory, with a copy of the directory from in front of every change on the disk and from
/// within every write: what a kill there would leave. Each copy must start, hold what was acknowledged by then, and go on to the
/// same end.
@Timeout(300)
final class KilledAtEveryWriteTest {
    private static final EngineConfig CONFIG = NumberLines.config(ThreadLayout.inline(), Batching.natural());
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int STARTS = 4;
    private static final int ROWS_OF_A_START = 3;
    /// More than is written; what a file holds behind it are zeros.
    private static final int COPIED_BYTES = 128 << 10;

    @TempDir
    private Path directory;
    private final List<Left> left = new ArrayList<>();
    private final Kept once = new Kept(Redelivery.UNCOMMITTED);
    private volatile int acknowledged;

    private static Stream<Durability> levels() {
        return Stream.of(Durability.PROCESS, Durability.POWER, Durability.powerEvery(Duration.ofMillis(1)));
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
            try (Engine engine = engine(data, durability, disk, once, new Kept(Redelivery.ALL))) {
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
        Kept again = new Kept(Redelivery.UNCOMMITTED);
        Kept all = new Kept(Redelivery.ALL);
        int end = STARTS * ROWS_OF_A_START + 3;
        try (Engine engine = engine(each.data, durability, WatchedStorage.of(new FileStorage(), _ -> {}), again, all)) {
            engine.start();
            drive(engine);
            assertThat(all.numbers).as("what is acknowledged is kept").hasSizeGreaterThanOrEqualTo(each.acknowledged);
            append(engine, end);
            engine.stop(true);
        }
        assertThat(all.numbers).as("every number once").isEqualTo(numbers(0, end));
        assertThat(again.numbers).isNotEmpty();
        assertThat(again.numbers.getFirst()).as("nothing is left out").isLessThanOrEqualTo(each.delivered);
        assertThat(again.numbers).isEqualTo(numbers(again.numbers.getFirst(), end));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static Engine engine(Path data, Durability durability, Storage disk, Kept once, Kept all) {
        Targets both = new Targets(List.of(), List.of(0, 1));
        ExecutionPlan plan = new ExecutionPlan(List.of(new InputNode("lines", NumberLines.SCHEMA, both)), List.of(),
                List.of(new SinkNode("once", NumberLines.SCHEMA, () -> once, TickNeed.EVERY_BATCH),
                        new SinkNode("all", NumberLines.SCHEMA, () -> all, TickNeed.EVERY_BATCH)),
                0, 0);
        DataConfig config = new DataConfig(data, durability, JournalCarrier.FILE, false);
        return new Engine(CONFIG, plan, List.of(), Recovery.open(config, CONFIG, plan, List.of("numbers"), disk));
    }

    /// Appends the numbers that are missing, each its own id, one batch after the other.
    private void append(Engine engine, int end) throws InterruptedException {
        drive(engine);
        try (RowPublisher<Integer> publisher = NumberLines.open(engine, "gateway", BackPressure.WAIT)) {
            for (int number = (int) publisher.lastDurableId().orElse(-1) + 1; number < end; number++) {
                assertThat(publisher.awaitDurable(publisher.append(number, number), LONG)).isTrue();
                acknowledged = Math.max(acknowledged, number + 1);
                drive(engine);
            }
        }
    }

    private static void drive(Engine engine) {
        for (int idle = 0; idle < 3; idle = engine.doWork() > 0 ? 0 : idle + 1) {
            Thread.onSpinWait();
        }
    }

    /// Keeps the numbers that it is given.
    private static final class Kept extends NumberLines.Collected {
        final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
        private final Redelivery redelivery;

        Kept(Redelivery redelivery) {
            this.redelivery = redelivery;
        }

        @Override
        public void accept(Chunk chunk) {
            for (int row = 0; row < chunk.rows(); row++) {
                numbers.add((int) chunk.column(0).longAt(row));
            }
        }

        @Override
        public Redelivery redelivery() {
            return redelivery;
        }
    }
}
