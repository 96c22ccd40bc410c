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
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

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
    private long acked = -1; // the last number that was heard to be
    private int killsInReplay; // or before it

    @Test
    void countsAcknowledgedRowsOnceThroughAFewKills() throws Exception {
        countsAcknowledgedRowsOnce(4);
    }

    @Test
    void countsRowsOnceThatAreSentAgainWithTheirIds() throws Exception {
        countsEveryRowOnceByItsId(4);
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

    /// What was not acknowledged is sent again, and may be counted twice: a group at most behind the last acknowledgement that was heard.
    private void countsAcknowledgedRowsOnce(int kills) throws IOException, InterruptedException {
        TreeSet<Long> resumedAt = new TreeSet<>();
        for (int kill = 0; kill < kills; kill++) {
            runAndKill(acked + 1, "plain", kill % 4 == 3);
            resumedAt.add(acked + 1);
        }
        long end = acked + 1_001;
        Map<Long, Long> counts = finish(acked + 1, end, "plain");
        assertThat(counts).as("seed %d", SEED).hasSize((int) end);
        long twice = 0;
        for (Map.Entry<Long, Long> counted : counts.entrySet()) {
            Long resumed = resumedAt.floor(counted.getKey());
            boolean mayHaveBeenSentAgain = resumed != null && counted.getKey() < resumed + Acknowledged.GROUP;
            assertThat(counted.getValue()).as("number %d, seed %d", counted.getKey(), SEED)
                    .isBetween(1L, mayHaveBeenSentAgain ? kills + 1L : 1L);
            twice += counted.getValue() > 1 ? 1 : 0;
        }
        System.out.printf(
                "%d kills, %d of them in replay; %,d numbers, each acknowledged one counted once; %,d without an acknowledgement were sent again and counted again%n",
                kills, killsInReplay, end, twice);
    }

    private void countsEveryRowOnceByItsId(int kills) throws IOException, InterruptedException {
        for (int kill = 0; kill < kills; kill++) {
            runAndKill(Math.max(0, acked - random.nextInt(500)), "ids", kill % 4 == 3);
        }
        long end = acked + 1_001;
        Map<Long, Long> counts = finish(Math.max(0, acked - 10_000), end, "ids");
        assertThat(counts).as("seed %d", SEED).hasSize((int) end);
        assertThat(counts.values()).as("seed %d", SEED).containsOnly(1L);
        System.out.printf("%d kills, %d of them in replay; %,d numbers sent, many of them again, each counted once%n",
                kills, killsInReplay, end);
    }

    /// Starts, and kills while it takes numbers, or while it replays.
    private void runAndKill(long first, String form, boolean inReplay) throws IOException, InterruptedException {
        try (Killable program = Killable.start(directory, MAIN, arguments(data(), first, FAR, form))) {
            await(program, () -> inReplay ? program.stdout().contains("replays ") : lastAcked(program) > acked);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(inReplay ? 20 : 300));
            assertThat(program.kill()).as("%s", program).isTrue();
            boolean tookNothing = lastAcked(program) < 0;
            killsInReplay += tookNothing ? 1 : 0;
            assertThat(tookNothing).as("%s", program).isIn(false, inReplay);
            acked = Math.max(acked, lastAcked(program));
            assertThat(JournalLook.at(data()).rows()).as("what is acknowledged is journaled: %s", program)
                    .isGreaterThan(acked);
        }
    }

    private static void await(Killable program, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (program.isAlive() && !condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /// Sends the last numbers; answers how often each was counted, as also a fresh replay of the journal counts it.
    private Map<Long, Long> finish(long first, long end, String form) throws IOException, InterruptedException {
        runToEnd(data(), first, end, form);
        String totals = Files.readString(totals());
        Path copy = directory.resolve("copy");
        Copies.copy(data(), copy, path -> !path.startsWith(data().resolve("commits")));
        Files.delete(totals());
        runToEnd(copy, end, end, form);
        assertThat(Files.readString(totals())).as("fresh replay, seed %d", SEED).isEqualTo(totals);
        Map<Long, Long> counts = new HashMap<>();
        totals.lines().forEach(line -> {
            int comma = line.indexOf(',');
            counts.put(Long.valueOf(line.substring(0, comma)), Long.valueOf(line.substring(comma + 1)));
        });
        return counts;
    }

    private void runToEnd(Path data, long first, long end, String form) throws IOException, InterruptedException {
        try (Killable program = Killable.start(directory, MAIN, arguments(data, first, end, form))) {
            program.awaitEnd(PATIENCE);
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path totals() {
        return directory.resolve("totals");
    }

    private List<String> arguments(Path data, long first, long end, String form) {
        return List.of(data.toString(), Long.toString(first), Long.toString(end), form, totals().toString());
    }

    /// The last whole line that says what is acknowledged; -1 if there is none.
    private static long lastAcked(Killable program) {
        String said = program.stdout();
        int end = said.lastIndexOf('\n');
        int begin = said.lastIndexOf("acked ", Math.max(end, 0));
        return begin < 0 || end < begin ? -1 : Long.parseLong(said.substring(begin + 6, end).strip());
    }
}
