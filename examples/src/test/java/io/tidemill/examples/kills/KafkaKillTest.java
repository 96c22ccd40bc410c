// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.examples.NaiveWordCount;
import io.tidemill.kafka.KafkaBroker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// The word count of a topic that is written to all the time, killed again and again, and the broker with it.
@Timeout(3_600)
final class KafkaKillTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final int PARTITIONS = 3;
    private static final long MEGABYTE = 1_000_000;

    private final KafkaBroker broker = KafkaBroker.shared();
    private final List<String> book = book();

    @TempDir
    private Path directory;

    private static List<String> book() {
        try (InputStream text = KafkaKillTest.class.getResourceAsStream("/moby-dick.txt")) {
            return List.of(new String(Objects.requireNonNull(text).readAllBytes(), UTF_8).split("\r?\n"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private KillSeries series(PacedTopic paced) {
        return new KillSeries(directory, SEED,
                List.of("--source", "kafka", "--bootstrap", broker.servers(), "--topic", paced.topic().name()));
    }

    @Test
    void countsEveryWordOnceThroughAFewKillsAndOneOfTheBroker() throws Exception {
        try (PacedTopic paced = new PacedTopic(broker, PARTITIONS, book, MEGABYTE)) {
            KillSeries series = series(paced);
            Duration usual = Duration.ofMillis(300);

            series.killInTheMiddle(usual);
            deleteWhatIsJournaled(series, paced);
            broker.kill();
            series.killInReplay(Duration.ofMillis(50));
            broker.start();
            series.killInTheMiddle(usual);

            finish(series, paced);
        }
    }

    /// The whole of it: 20 kills, some of them in a restart's replay and while no broker answers; five times the broker is killed under a
    /// run that goes on, five times the part of the topic that is journaled is deleted.
    @Test
    @Tag("faults")
    void countsEveryWordOnceThroughTwentyKillsAndThoseOfTheBroker() throws Exception {
        try (PacedTopic paced = new PacedTopic(broker, PARTITIONS, book, 3 * MEGABYTE)) {
            KillSeries series = series(paced);
            Duration usual = Duration.ofMillis(1_500);

            for (int round = 0; round < 5; round++) {
                series.killInTheMiddle(usual);
                deleteWhatIsJournaled(series, paced);
                series.killInTheMiddle(usual, this::restartTheBroker);
                broker.kill();
                series.killInReplay(Duration.ofSeconds(2));
                broker.start();
                series.killInTheMiddle(usual);
            }

            finish(series, paced);
            assertThat(series.killsInTheMiddle()).as("%s", series.report()).isGreaterThanOrEqualTo(15);
            assertThat(series.killsInReplay()).as("%s", series.report()).isPositive();
        }
    }

    private void restartTheBroker() {
        broker.kill();
        broker.start();
    }

    /// What is in the journal must not be read again. It holds exactly the rows before its offsets.
    private static void deleteWhatIsJournaled(KillSeries series, PacedTopic paced) {
        JournalLook look = series.look();
        long rows = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long offset = look.offsets().getOrDefault(paced.topic().partition(partition).toString(), 0L);
            paced.topic().deleteBefore(partition, offset);
            rows += offset;
        }
        assertThat(look.rows()).as("%s, seed %d", look, SEED).isEqualTo(rows);
        series.report(String.format(Locale.ROOT, "  deleted the first %,d records of the topic", rows));
    }

    /// Lets the last run read all that there is, and compares.
    private void finish(KillSeries series, PacedTopic paced) throws Exception {
        long lines = paced.stop();
        series.report(String.format(Locale.ROOT, "  %,d lines were written", lines));
        String totals = series.finish();

        JournalLook look = series.look();
        assertThat(look.complete()).isTrue();
        assertThat(look.rows()).as("%s", series.report()).isEqualTo(lines);
        assertThat(series.killsInTheMiddle()).as("%s", series.report()).isPositive();
        assertThat(totals).isEqualTo(expected(lines));
        series.requireSameOfReplay(totals);
        System.out.println(String.join("\n", series.report()));
    }

    private String expected(long lines) {
        Map<String, Integer> counts = new HashMap<>();
        int times = (int) (lines / book.size());
        counts(book.size()).forEach((word, count) -> counts.merge(word, times * count, Integer::sum));
        counts((int) (lines % book.size())).forEach((word, count) -> counts.merge(word, count, Integer::sum));
        counts.values().removeIf(count -> count == 0);
        return NaiveWordCount.csv(counts);
    }

    private Map<String, Integer> counts(int ofFirstLines) {
        return NaiveWordCount.counts(String.join("\n", book.subList(0, ofFirstLines)).getBytes(UTF_8));
    }
}
