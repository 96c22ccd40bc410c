// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.examples.NaiveWordCount;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(3_600)
final class WordCountKillTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final int BOOKS_IN_A_GIGABYTE = 836;

    @TempDir
    private Path directory;

    @Test
    void countsEveryWordOnceThroughAFewKills() throws Exception {
        Path input = books(12);
        KillSeries series = new KillSeries(directory, SEED, options(input, "4"));
        Duration usual = Duration.ofMillis(400);

        series.killInTheMiddle(usual);
        series.overwriteJournaledPart(input);
        series.killInTheMiddle(usual);
        series.killInReplay(Duration.ofMillis(50));
        String totals = series.finish();

        assertThat(series.killsInTheMiddle()).as("%s", series.report()).isPositive();
        assertThat(totals).isEqualTo(expected(12));
        series.requireSameOfReplay(totals);
        System.out.println(String.join("\n", series.report()));
    }

    /// The whole of it: a gigabyte, 20 kills, of which some in a restart's replay, five times with the journaled part overwritten.
    @Test
    @Tag("faults")
    void countsEveryWordOfAGigabyteOnceThroughTwentyKills() throws Exception {
        Path input = books(BOOKS_IN_A_GIGABYTE);
        KillSeries series = new KillSeries(directory, SEED, options(input, "45"));
        Duration usual = Duration.ofMillis(1_200);

        for (int kill = 0; kill < 20; kill++) {
            if (kill % 4 == 3) {
                series.killInReplay(Duration.ofSeconds(2));
            } else {
                series.killInTheMiddle(usual);
            }
            if (kill % 4 == 1) {
                series.overwriteJournaledPart(input);
            }
        }
        String totals = series.finish();

        assertThat(series.killsInTheMiddle()).as("%s", series.report()).isGreaterThanOrEqualTo(15);
        assertThat(series.killsInReplay()).as("%s", series.report()).isPositive();
        assertThat(series.overwrites()).as("%s", series.report()).isEqualTo(5);
        assertThat(totals).isEqualTo(expected(BOOKS_IN_A_GIGABYTE));
        series.requireSameOfReplay(totals);
        System.out.println(String.join("\n", series.report()));
    }

    private static List<String> options(Path input, String rate) {
        return List.of("--source", "files", "--path", input.toString(), "--exit-when-done", "--rate", rate);
    }

    private static byte[] book() throws IOException {
        try (InputStream text = WordCountKillTest.class.getResourceAsStream("/moby-dick.txt")) {
            return Objects.requireNonNull(text).readAllBytes();
        }
    }

    private Path books(int count) throws IOException {
        Path file = directory.resolve("books.txt");
        byte[] book = book();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < count; i++) {
                out.write(book);
                out.write('\n');
            }
        }
        return file;
    }

    private static String expected(int books) throws IOException {
        Map<String, Integer> counts = NaiveWordCount.counts(book());
        counts.replaceAll((_, count) -> books * count);
        return NaiveWordCount.csv(counts);
    }
}
