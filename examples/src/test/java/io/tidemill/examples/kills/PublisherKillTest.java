// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(3_600)
final class PublisherKillTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final String MAIN = Acknowledged.class.getName();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /// More than it gets to before it is killed.
    private static final long FAR = Long.MAX_VALUE;

    @TempDir
    private Path directory;
    private final Random random = new Random(SEED);
    private long acked = -1;

    @Test
    void countsAcknowledgedRowsOnceThroughAFewKills() throws Exception {
        countsAcknowledgedRowsOnce(2);
    }

    @Test
    void countsRowsOnceThatAreSentAgainWithTheirIds() throws Exception {
        countsEveryRowOnceByItsId(2);
    }

    @Test
    @Tag("faults")
    void countsAcknowledgedRowsOnceThroughTwentyKills() throws Exception {
        countsAcknowledgedRowsOnce(20);
    }

    @Test
    @Tag("faults")
    void countsRowsOnceThatAreSentAgainWithTheirIdsThroughTwentyKills() throws Exception {
        countsEveryRowOnceByItsId(20);
    }

    /// What was not acknowledged is sent again, and may be counted twice.
    private void countsAcknowledgedRowsOnce(int kills) throws IOException, InterruptedException {
        Map<Long, Integer> sentAgain = new HashMap<>();
        for (int kill = 0; kill < kills; kill++) {
            runAndKill(acked + 1, "plain");
            sentAgain.put(acked + 1, kill);
        }
        long end = acked + 1_001;
        Map<Long, Long> counts = finish(acked + 1, end, "plain");
        assertThat(counts).as("seed %d", SEED).hasSizeGreaterThanOrEqualTo((int) end);
        long once = 0;
        for (long number = 0; number < end; number++) {
            long times = counts.getOrDefault(number, 0L);
            assertThat(times).as("number %d, seed %d", number, SEED).isPositive();
            once += times == 1 ? 1 : 0;
        }
        // each kill leaves a group of numbers without an acknowledgement, and what was appended behind it
        assertThat(once).isGreaterThanOrEqualTo(end - 50L * sentAgain.size());
        System.out.printf("%d kills, %,d numbers acknowledged, %,d of all counted once, the others were sent again%n",
                kills,
                end, once);
    }

    private void countsEveryRowOnceByItsId(int kills) throws IOException, InterruptedException {
        for (int kill = 0; kill < kills; kill++) {
            runAndKill(Math.max(0, acked - random.nextInt(500)), "ids");
        }
        long end = acked + 1_001;
        Map<Long, Long> counts = finish(Math.max(0, acked - 10_000), end, "ids");
        assertThat(counts).as("seed %d", SEED).hasSize((int) end);
        assertThat(counts.values()).as("seed %d", SEED).containsOnly(1L);
        System.out.printf("%d kills, %,d numbers sent, many of them again, each counted once%n", kills, end);
    }

    private void runAndKill(long first, String form) throws IOException, InterruptedException {
        try (Killable program = Killable.start(directory, MAIN, arguments(first, FAR, form))) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (program.isAlive() && lastAcked(program) <= acked && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
            assertThat(program.kill()).as("%s", program).isTrue();
            assertThat(lastAcked(program)).as("%s", program).isGreaterThan(acked);
            acked = lastAcked(program);
        }
    }

    private Map<Long, Long> finish(long first, long end, String form) throws IOException, InterruptedException {
        try (Killable program = Killable.start(directory, MAIN, arguments(first, end, form))) {
            program.awaitEnd(PATIENCE);
        }
        Map<Long, Long> counts = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("totals"))) {
            int comma = line.indexOf(',');
            counts.put(Long.valueOf(line.substring(0, comma)), Long.valueOf(line.substring(comma + 1)));
        }
        return counts;
    }

    private List<String> arguments(long first, long end, String form) {
        return List.of(directory.resolve("data").toString(), Long.toString(first), Long.toString(end), form,
                directory.resolve("totals").toString());
    }

    /// The last whole line that says what is acknowledged; -1 if there is none.
    private static long lastAcked(Killable program) {
        String said = program.stdout();
        int end = said.lastIndexOf('\n');
        int begin = said.lastIndexOf("acked ", Math.max(end, 0));
        return begin < 0 || end < begin ? -1 : Long.parseLong(said.substring(begin + 6, end).strip());
    }
}
