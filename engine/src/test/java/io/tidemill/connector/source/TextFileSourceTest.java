// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.ConnectorException;
import io.tidemill.testkit.CollectingSourceContext;
import io.tidemill.testkit.CollectingSourceContext.Rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextFileSourceTest {
    @TempDir
    private Path directory;
    private final CollectingSourceContext context = Text.context();

    @Test
    void givesTheLinesOfAFileAndEnds() throws Exception {
        Path file = write("one\ntwo\r\n\nfour");
        TextFileSource source = new TextFileSource(file);

        context.run(source);

        assertThat(context.lines()).containsExactly("one", "two", "", "four");
        assertThat(context.rejects()).isEmpty();
        assertThat(context.states()).containsExactly("reading " + file, "read 14 bytes of " + file);
        assertThat(source.name()).isEqualTo("file " + file);
        assertThat(source.bounded()).isTrue();
    }

    @Test
    void givesNothingForAnEmptyFile() throws Exception {
        context.run(new TextFileSource(write("")));

        assertThat(context.rows()).isEmpty();
    }

    @Test
    void readsAFileThatIsMuchLargerThanItsBuffers() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            lines.add("%d é %s".formatted(i, "x".repeat(random.nextInt(120))));
        }
        context.run(new TextFileSource(write(String.join("\n", lines))));

        assertThat(context.lines()).isEqualTo(lines);
    }

    @Test
    void rejectsWhatIsNoTextWithItsOffset() throws Exception {
        CollectingSourceContext narrow = Text.context(10);
        Path file = directory.resolve("mixed");
        Files.write(file, "good\nb\u00e4d\nfar too long\nend".getBytes(StandardCharsets.ISO_8859_1));

        narrow.run(new TextFileSource(file));

        assertThat(narrow.lines()).containsExactly("good", "end");
        assertThat(narrow.rejects()).containsExactly(new Rejected("b\u00e4d", file.toString(), 5, "invalid UTF-8"),
                new Rejected("far too lo", file.toString(), 9, "line longer than 10 bytes"));
    }

    @Test
    void saysWhereItLookedForAFileThatIsNotThere() {
        assertFails(directory.resolve("missing.txt"), "there is no file", "missing.txt", "looked in");
    }

    @Test
    void refusesADirectory() {
        assertFails(directory, directory.toString(), "is a directory");
    }

    @Test
    void refusesWhatIsNoFile() {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device));
        assertFails(device, "is no regular file");
    }

    @Test
    void saysThatAFileMayNotBeRead() throws Exception {
        Path file = write("secret");
        file.toFile().setReadable(false);
        Assumptions.assumeFalse(Files.isReadable(file), "this user reads everything");
        assertFails(file, file.toString(), "may not be read");
    }

    @Test
    void failsWhenTheFileShrinksWhileItIsRead() throws Exception {
        Path file = write("0123456789\n".repeat(1000));
        context.onSleep(millis -> truncate(file, 500));

        assertThatThrownBy(() -> context.run(new TextFileSource(file).atRate(50_000)))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("11,000 bytes")
                .hasMessageContaining(file.toString());
    }

    @Test
    void doesNotSeeWhatIsAppendedMeanwhile() throws Exception {
        Path file = write("0123456789\n".repeat(1000) + "cut");
        context.onSleep(millis -> Files.writeString(file, " and more\n", StandardOpenOption.APPEND));

        context.run(new TextFileSource(file).atRate(50_000));

        assertThat(context.lines()).hasSize(1001).endsWith("cut");
    }

    @Test
    void spreadsItsBytesEvenlyOverTime() throws Exception {
        List<Integer> rowsAtSleep = new ArrayList<>();
        context.onSleep(millis -> rowsAtSleep.add(context.rows().size()));

        context.run(new TextFileSource(write("0123456789\n".repeat(20_000))).atRate(110_000));

        assertThat(context.lines()).hasSize(20_000);
        assertThat(context.nowMicros() - Text.START_MICROS).isBetween(1_980_000L, 2_020_000L);
        for (int i = 0; i < rowsAtSleep.size(); i++) {
            assertThat(rowsAtSleep.get(i)).as("rows at sleep %d", i).isBetween(200 * i - 50, 200 * i + 50);
        }
    }

    @Test
    void takesAboutTheTimeThatItIsGiven() throws Exception {
        context.run(new TextFileSource(write("0123456789\n".repeat(777))).over(Duration.ofSeconds(20)));

        assertThat(context.lines()).hasSize(777);
        assertThat(context.nowMicros() - Text.START_MICROS).isBetween(19_000_000L, 21_000_000L);
    }

    @Test
    void stopsInTheMiddle() throws Exception {
        AtomicInteger sleeps = new AtomicInteger();
        context.onSleep(millis -> {
            if (sleeps.incrementAndGet() == 10) {
                context.stop();
            }
        });

        context.run(new TextFileSource(write("0123456789\n".repeat(20_000))).atRate(110_000));

        assertThat(sleeps).hasValue(10);
        assertThat(context.rows()).hasSizeBetween(1700, 2000);
        assertThat(context.rejects()).isEmpty();
        assertThat(context.states().getLast()).startsWith("stopped at byte ");
    }

    @Test
    void readsAFileInsideAnArchive() throws Exception {
        Path archive = directory.resolve("archive.zip");
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.writeString(files.getPath("/book.txt"), "in\nan\narchive\n");
        }
        try (FileSystem files = FileSystems.newFileSystem(archive)) {
            context.run(new TextFileSource(files.getPath("/book.txt")));
        }
        assertThat(context.lines()).containsExactly("in", "an", "archive");
    }

    @Test
    void refusesARateOrATimeThatIsNone() {
        TextFileSource source = new TextFileSource(directory.resolve("any"));
        assertThatThrownBy(() -> source.atRate(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> source.over(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertFails(Path path, String... parts) {
        assertThatThrownBy(() -> context.run(new TextFileSource(path))).isInstanceOf(ConnectorException.class)
                .message()
                .contains(parts);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("file.txt"), text);
    }

    private static void truncate(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }
}
