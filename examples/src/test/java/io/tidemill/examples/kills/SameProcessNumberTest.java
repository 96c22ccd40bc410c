// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.JournalCarrier;
import io.tidemill.examples.NaiveWordCount;
import io.tidemill.journal.Carrier;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The word count as a container runs it, killed inside an append and started again: process 1 each time.
///
/// To a lock that names processes by their numbers the one that was killed lives on.
@Timeout(900)
@Tag("faults")
final class SameProcessNumberTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final int KILLS = 10;
    /// Than the first start, which nobody can be in the way of. Chronicle's appender would wait for a lock three times as long.
    private static final long MOST_MILLIS_LONGER = 5_000;
    private static final long LEAST_WORDS = 1 << 18; // of journal before a kill, of 8 bytes
    private static final long MOST_WORDS = 1 << 20;
    private static final long MOST_NANOS_INSIDE = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> CONTAINER = List.of("unshare", "--pid", "--fork", "--mount-proc",
            "--kill-child=SIGKILL");
    /// Without these Chronicle cannot carry a journal, and plain files do.
    private static final List<String> ONLY_FOR_CHRONICLE = List.of("java.base/java.lang.reflect",
            "java.base/sun.nio.ch", "java.base/jdk.internal.ref");
    /// So many that what is written is about as long as what is read: records of a megabyte, which take their time.
    private static final int WORDS = 20_000;
    private static final int LETTERS = 40;
    private static final int WORDS_OF_TEXT = 100_000;
    private static final int COPIES_OF_TEXT = 250;

    @TempDir
    private Path directory;
    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource(names = {"FILE", "CHRONICLE"})
    void startsAtOnceAfterAKillInsideAnAppend(JournalCarrier choice) throws Exception {
        assumeTrue(canContain(), "no process namespace can be made here: that takes root");
        Carrier carrier = choice == JournalCarrier.FILE
                ? new FileCarrier(new FileStorage())
                : new ChronicleCarrier(new FileStorage());
        Path data = directory.resolve("data");
        byte[] text = text();
        Path input = input(text);
        List<Long> millis = new ArrayList<>();
        int inside = 0;
        long first = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<Path> before = JournalLook.files(data, carrier);
            long began = System.nanoTime();
            try (Killable program = start(choice, data, input, "--rate", "50")) {
                program.awaitProgram();
                if (kill > 0) {
                    millis.add(millisUntilItReplays(program, began));
                }
                Path file = AppendWatch.awaitFile(data, carrier, before, PATIENCE);
                first = kill == 0 ? millisSince(began) : first;
                AppendWatch.awaitAppend(file, random.nextLong(LEAST_WORDS, MOST_WORDS) * Long.BYTES, PATIENCE);
                inside += killed(program, choice, file, data) ? 1 : 0;
            }
            assertThat(JournalLook.at(data, carrier).complete()).as("the input lasts; seed %d", SEED).isFalse();
        }
        long began = System.nanoTime();
        try (Killable last = start(choice, data, input)) {
            millis.add(millisUntilItReplays(last, began));
            last.awaitEnd(PATIENCE);
        }
        System.out.printf("%s: %d kills of process 1 while it appended, %d of them inside an append for certain; "
                + "milliseconds from the next start to its replay: %s, of the first start to its journal: %d; seed %d%n",
                choice, KILLS, inside, millis, first, SEED);
        assertThat(inside).as("seed %d", SEED).isGreaterThanOrEqualTo(choice == JournalCarrier.FILE ? 0 : KILLS);
        assertThat(millis).as("seed %d", SEED).hasSize(KILLS);
        assertThat(Collections.max(millis) - first).as("%s, seed %d", millis, SEED).isLessThan(MOST_MILLIS_LONGER);
        Map<String, Integer> expected = NaiveWordCount.counts(text);
        expected.replaceAll((_, count) -> COPIES_OF_TEXT * count);
        assertThat(Files.readString(directory.resolve("counts.csv")).equals(NaiveWordCount.csv(expected)))
                .as("the totals are exact; seed %d", SEED)
                .isTrue();
    }

    /// Kills while a record is appended, and answers whether what is left proves that.
    private boolean killed(Killable program, JournalCarrier choice, Path file, Path data) throws Exception {
        return choice == JournalCarrier.CHRONICLE ? killedInDocument(program, file) : killedInWrite(program, data);
    }

    /// Into a plain file a record goes by one call of the system. Only a record that is not whole proves that the kill came in time.
    private static boolean killedInWrite(Killable program, Path data) throws InterruptedException {
        program.killAtOnce();
        return JournalLook.at(data, new FileCarrier(new FileStorage())).isTorn();
    }

    /// A document is open while it is written: the program is stopped until it is stopped there.
    private boolean killedInDocument(Killable program, Path file) throws Exception {
        try (OpenDocument document = new OpenDocument(file)) {
            program.stop();
            while (!document.isBegun()) {
                program.goOn();
                document.awaitBegun(random.nextLong(MOST_NANOS_INSIDE), PATIENCE);
                program.stop();
            }
            program.killAtOnce();
            return document.isBegun();
        }
    }

    private static boolean canContain() throws InterruptedException {
        List<String> command = new ArrayList<>(CONTAINER);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private byte[] text() throws IOException {
        List<String> words = Stream.generate(this::word).limit(WORDS).toList();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 1; i <= WORDS_OF_TEXT; i++) {
            text.write(words.get(random.nextInt(WORDS)).getBytes(US_ASCII));
            text.write(i % 16 == 0 ? '\n' : ' ');
        }
        return text.toByteArray();
    }

    private String word() {
        return random.ints(LETTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Path input(byte[] text) throws IOException {
        Path input = directory.resolve("input");
        try (OutputStream out = Files.newOutputStream(input)) {
            for (int i = 0; i < COPIES_OF_TEXT; i++) {
                out.write(text);
            }
        }
        return input;
    }

    private Killable start(JournalCarrier choice, Path data, Path input, String... options) throws IOException {
        List<String> flags = Stream.of(System.getProperty("tidemill.jvm.flags").trim().split("\\s+"))
                .filter(flag -> choice == JournalCarrier.CHRONICLE
                        || ONLY_FOR_CHRONICLE.stream().noneMatch(flag::contains))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("--source", "files", "--path", input.toString(),
                "--exit-when-done", "--data", data.toString(), "--batch", "20ms", "--window", "2s", "--slide", "200ms",
                "--out", directory.resolve("counts.csv").toString(), "--no-progress"));
        arguments.addAll(List.of(options));
        return Killable.start(directory, CONTAINER, flags, "io.tidemill.examples.WordCount", arguments);
    }

    private static long millisUntilItReplays(Killable program, long began) {
        program.awaitStderr("replays ", PATIENCE);
        long millis = millisSince(began);
        assertThat(program.stderr()).as("%s", program).contains("replays ");
        return millis;
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
