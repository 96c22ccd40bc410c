// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Runs the word count on one source and one data directory, kills it by `kill -9` at random moments, and in the end lets it finish.
///
/// After some of the kills the part of the source that is journaled is destroyed: what is in the journal must not be read again. Other
/// kills come while a restart replays.
final class KillSeries {
    private static final String MAIN = "io.tidemill.examples.WordCount";
    private static final String EXIT_WHEN_DONE = "--exit-when-done";
    private static final long BEHIND_HEADERS = 64 << 10; // of a journal's file
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path directory;
    private final Path data;
    private final Random random;
    private final List<String> options;
    private final List<String> report = new ArrayList<>();
    private final PrintedBatches printed = new PrintedBatches();
    private int killsInTheMiddle;
    private int killsInReplay;
    private int overwrites;

    /// @param directory for everything that is written
    /// @param options of the word count: its source, and what else matters
    KillSeries(Path directory, long seed, List<String> options) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.random = new Random(seed);
        this.options = options;
        report.add("seed " + seed);
    }

    int killsInTheMiddle() {
        return killsInTheMiddle;
    }

    /// How often the program still had the journal of earlier starts open. Only Linux tells.
    int killsInReplay() {
        return killsInReplay;
    }

    /// How often a part of the file was overwritten that was not empty.
    int overwrites() {
        return overwrites;
    }

    /// One line for each kill, what the last run said, and how many kills came when.
    List<String> report() {
        List<String> all = new ArrayList<>(report);
        all.add(String.format(Locale.ROOT,
                "  %d kills in the middle of the source, %d while a restart replayed",
                killsInTheMiddle, killsInReplay));
        return all;
    }

    /// Starts, lets some more of the source be journaled, and kills.
    ///
    /// @param usual time between two kills, once the journal grows
    void killInTheMiddle(Duration usual) throws IOException, InterruptedException {
        killOnceItReads(usual, _ -> {});
    }

    /// The same.
    ///
    /// @param meanwhile done when the journal has begun to grow, and must grow again behind that
    void killInTheMiddle(Duration usual, Runnable meanwhile) throws IOException, InterruptedException {
        killOnceItReads(usual, program -> {
            meanwhile.run();
            long rows = look().rows();
            await().atMost(PATIENCE).until(() -> !program.isAlive() || look().rows() > rows);
        });
    }

    private void killOnceItReads(Duration usual, Consumer<Killable> meanwhile)
            throws IOException, InterruptedException {
        JournalLook before = look();
        List<Path> files = JournalLook.files(data);
        try (Killable program = start("counts.csv")) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !program.isAlive() || appendsBehind(files));
            meanwhile.accept(program);
            TimeUnit.NANOSECONDS.sleep((long) (usual.toNanos() * random.nextDouble(0.5, 1.5)));
            kill(program, before, false);
        }
    }

    /// Whether the journal has more than it had in some files: a look at a place, as all of it takes long to read.
    private boolean appendsBehind(List<Path> before) throws IOException {
        for (Path file : JournalLook.files(data)) {
            if (!before.contains(file) && AppendWatch.isWritten(file, BEHIND_HEADERS)) {
                return true;
            }
        }
        return false;
    }

    /// Starts, and kills when the replay has begun, before the source is read.
    ///
    /// @param later so much at most
    void killInReplay(Duration later) throws IOException, InterruptedException {
        JournalLook before = look();
        List<Path> files = JournalLook.files(data);
        try (Killable program = start("counts.csv")) {
            program.awaitStderr("replays ", PATIENCE);
            TimeUnit.NANOSECONDS.sleep((long) (later.toNanos() * random.nextDouble()));
            boolean reads = false;
            if (program.isAlive()) {
                program.stop();
                reads = program.hasOpen(files); // of earlier starts: the replay lets go of the last one when it is over
            }
            kill(program, before, reads);
        }
    }

    /// @param inReplay whether it replays, which is certain
    private void kill(Killable program, JournalLook before, boolean inReplay) throws IOException, InterruptedException {
        boolean killed = program.kill();
        printed.add(program.stdout());
        JournalLook after = look();
        assertThat(after.rows()).as("rows that are journaled stay: %s", program).isGreaterThanOrEqualTo(before.rows());
        if (inReplay) {
            assertThat(after.rows()).as("nothing new comes before the end of a replay: %s", program)
                    .isEqualTo(before.rows());
        }
        boolean inTheMiddle = killed && after.isInTheMiddle();
        killsInTheMiddle += inTheMiddle ? 1 : 0;
        killsInReplay += inReplay ? 1 : 0;
        report.add(String.format(Locale.ROOT,
                "kill: %,d rows replayed or to be replayed, %,d read from the source, journal ends at sequence %,d%s%s",
                before.rows(), after.rows() - before.rows(), after.lastSequence(), inTheMiddle ? ", in the middle" : "",
                inReplay ? ", while it replayed" : ""));
    }

    /// What is journaled.
    JournalLook look() {
        return JournalLook.at(data);
    }

    /// Adds a line to the report.
    void report(String line) {
        report.add(line);
    }

    /// Overwrites what is journaled of a file with other bytes, line ends among them.
    void overwriteJournaledPart(Path input) throws IOException {
        long length = look().offsets().getOrDefault(input.toString(), 0L);
        overwrites += length > 0 ? 1 : 0;
        byte[] garbage = new byte[1 << 16];
        try (RandomAccessFile file = new RandomAccessFile(input.toFile(), "rw")) {
            for (long at = 0; at < length; at += garbage.length) {
                for (int i = 0; i < garbage.length; i++) {
                    garbage[i] = (byte) "lost overboard \n\r".charAt(random.nextInt(17));
                }
                file.write(garbage, 0, (int) Math.min(garbage.length, length - at));
            }
        }
        report.add(String.format(Locale.ROOT, "  overwrote the first %,d bytes of the file", length));
    }

    /// Runs to the end; answers the totals.
    String finish() throws IOException, InterruptedException {
        return finish("counts.csv");
    }

    /// Replays a copy of the journal, without any memory of what was emitted: it must print, in one go, what all programs together have
    /// printed, and write the same totals.
    void requireSameOfReplay(String totals) throws IOException, InterruptedException {
        Path copy = directory.resolve("copy");
        Copies.copy(data, copy, path -> !path.startsWith(data.resolve("commits")));
        try (Killable program = Killable.start(directory, MAIN, endingArguments(copy, "replayed.csv"))) {
            program.awaitEnd(PATIENCE);
            report.add("  replay of a copy: " + lastLines(program));
            PrintedBatches replayed = new PrintedBatches();
            replayed.add(program.stdout());
            report.add(String.format(Locale.ROOT,
                    "  %,d batches printed in all, %,d of them again after a crash, %,d cut by a kill; the replay printed %,d",
                    printed.size(), printed.again(), printed.torn(), replayed.size()));
            assertThat(replayed.size()).isPositive();
            assertThat(replayed.again() + replayed.torn()).isZero();
            assertThat(printed.text()).isEqualTo(replayed.text());
        }
        assertThat(Files.readString(directory.resolve("replayed.csv"))).isEqualTo(totals);
    }

    private String finish(String out) throws IOException, InterruptedException {
        try (Killable program = Killable.start(directory, MAIN, endingArguments(data, out))) {
            program.awaitEnd(PATIENCE);
            printed.add(program.stdout());
            report.add("  last run: " + lastLines(program));
        }
        return Files.readString(directory.resolve(out));
    }

    private static String lastLines(Killable program) {
        return program.stderr()
                .lines()
                .filter(line -> line.startsWith("replayed ") || line.startsWith("read "))
                .reduce("", String::concat);
    }

    private Killable start(String out) throws IOException {
        return Killable.start(directory, MAIN, arguments(data, out));
    }

    private List<String> endingArguments(Path dataDirectory, String out) {
        List<String> arguments = arguments(dataDirectory, out);
        if (!arguments.contains(EXIT_WHEN_DONE)) {
            arguments.add(EXIT_WHEN_DONE);
        }
        return arguments;
    }

    private List<String> arguments(Path dataDirectory, String out) {
        List<String> arguments = new ArrayList<>(List.of("--data", dataDirectory.toString(), "--out",
                directory.resolve(out).toString(), "--batch", "20ms", "--window", "2s", "--slide", "200ms",
                "--no-progress"));
        arguments.addAll(options);
        return arguments;
    }
}
