// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StateException;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;
import io.tidemill.testkit.ManualClock;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.length;
import static io.tidemill.Functions.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// State that is larger than its memory goes on in files, gives the same rows, and leaves nothing behind.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class SpilledStateTest {
    private static final int KEYS = 60_000;
    private static final int ROWS = 4 * KEYS;
    private static final long STATE_BYTES = 256 << 10;
    private static final long DISK_BYTES = 64 << 20;

    @TempDir
    private Path directory;

    /// Counts texts, of which each comes four times, and hands out what is left of a few.
    private static final class Counts implements AutoCloseable {
        final ManualClock clock = ManualClock.atZero();
        final StreamingContext ssc;
        final List<Row> rows = new ArrayList<>();
        private final Input<String> input;

        Counts(StreamingContextBuilder builder) {
            ssc = builder.layout(ThreadLayout.inline())
                    .clock(clock)
                    .batching(Batching.every(Duration.ofSeconds(1)))
                    .build();
            input = ssc.input("words", String.class);
            input.stream()
                    .groupBy("value")
                    .agg(count().as("count"), min(length(col("value"))).as("least"))
                    .foreach(rows::add);
        }

        void run(int count) throws InterruptedException {
            ssc.start();
            Publisher<String> publisher = input.openPublisher("test");
            long taken = 0;
            for (int row = 0; row < count && taken >= 0; row++) {
                taken = publisher.append("the word number " + row % KEYS);
            }
        }

        void endBatch() {
            clock.advance(Duration.ofSeconds(1));
            int idle = 0;
            while (idle < 3) {
                idle = ssc.doWork() == 0 ? idle + 1 : 0;
            }
        }

        long metric(String name) {
            return Objects.requireNonNull(ssc.metrics().get(name + "{context=\"counts\"}"));
        }

        @Override
        public void close() {
            ssc.close();
        }
    }

    private static StreamingContextBuilder builder() {
        return StreamingContext.builder("counts").blockRows(1_024).memoryBudget(128 << 20);
    }

    private Path spill() {
        return directory.resolve("spill");
    }

    @Test
    void aGroupByOfMoreKeysThanItsMemoryGivesTheSameRows() throws InterruptedException {
        List<Row> expected;
        try (Counts inMemory = new Counts(builder())) {
            inMemory.run(ROWS);
            inMemory.endBatch();
            expected = List.copyOf(inMemory.rows);
        }
        for (int lanes = 1; lanes <= 2; lanes++) {
            try (Counts spilled = new Counts(
                    builder().parallelism(lanes).stateBudget(STATE_BYTES).spillTo(spill(), DISK_BYTES))) {
                spilled.run(ROWS);
                assertThat(spilled.metric("tidemill_state_spilled_bytes")).isGreaterThan(2 << 20);
                assertThat(spilled.metric("tidemill_state_bytes")).isBetween(1L, STATE_BYTES);
                assertThat(spill()).isEmptyDirectory();
                spilled.endBatch();
                assertThat(spilled.rows).hasSize(KEYS).containsExactlyInAnyOrderElementsOf(expected);
                if (lanes == 1) {
                    assertThat(spilled.rows).isEqualTo(expected);
                }
                spilled.ssc.stop(true);
                assertThat(spilled.metric("tidemill_state_spilled_bytes")).isZero();
            }
            assertThat(spill()).isEmptyDirectory();
        }
    }

    @Test
    void isRefusedByNameWithoutADirectoryAndBeyondItsLimit() throws InterruptedException {
        assertFails(new Counts(builder().stateBudget(STATE_BYTES)), "the state of counts", "raise stateBudget");
        assertFails(new Counts(builder().stateBudget(STATE_BYTES).spillTo(spill(), 1 << 20)), "on disk in " + spill(),
                "raise the limit of spillTo");
        assertThat(spill()).isEmptyDirectory();
    }

    private static void assertFails(Counts counts, String... texts) {
        try (counts) {
            assertThatThrownBy(() -> {
                counts.run(ROWS);
                counts.endBatch();
            }).isInstanceOf(StateException.class).hasMessageContaining("words/agg").hasMessageContainingAll(texts);
        }
    }

    @Test
    void aFullDiskIsNamedAndNoBusErrorEndsTheProcess() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(SmallDisk.Kind.TMPFS, directory);
        assumeTrue(mounted.isPresent(), "no small disk can be mounted here: that takes root");
        try (SmallDisk disk = mounted.orElseThrow()) {
            disk.fill(159 << 20);
            assertFails(new Counts(builder().stateBudget(STATE_BYTES).spillTo(disk.place(), 1L << 40)),
                    "on disk in " + disk.place(), "no space left on the disk");
        }
    }

    /// What the other JVM runs: spills, says so, and waits to be killed.
    static final class Main {
        public static void main(String[] arguments) throws InterruptedException {
            try (Counts counts = new Counts(
                    builder().stateBudget(STATE_BYTES).spillTo(Path.of(arguments[0]), DISK_BYTES))) {
                counts.run(ROWS);
                System.out.println("spilled " + counts.metric("tidemill_state_spilled_bytes"));
                Thread.sleep(Duration.ofMinutes(5));
            }
        }
    }

    @Test
    void aKillLeavesNothing() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), spill().toString()).redirectErrorStream(true).start();
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> said = new ArrayList<>();
            String line = output.readLine();
            while (line != null && !line.startsWith("spilled ")) {
                said.add(line);
                line = output.readLine();
            }
            assertThat(line).as("%s", said).isNotNull();
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(spill()).isEmptyDirectory();
        try (Counts again = new Counts(builder().stateBudget(STATE_BYTES).spillTo(spill(), DISK_BYTES))) {
            again.run(ROWS);
            again.endBatch();
            assertThat(again.rows).hasSize(KEYS);
        }
        assertThat(spill()).isEmptyDirectory();
    }
}
