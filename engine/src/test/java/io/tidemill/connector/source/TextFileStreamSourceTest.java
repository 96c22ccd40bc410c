// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.ConnectorException;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.testkit.CollectingSourceContext;
import io.tidemill.testkit.CollectingSourceContext.Rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The source looks every second of a clock that stands still until it sleeps: each step happens between two looks.
@Timeout(60)
class TextFileStreamSourceTest {
    private interface Step {
        void run() throws Exception;
    }

    @TempDir
    private Path directory;
    private final CollectingSourceContext context = Text.context();
    private final Queue<Step> steps = new ArrayDeque<>();

    @Test
    void I2_readsFilesThatAreMovedIn() throws Exception {
        make("there at the start", "old\n", 0);
        then(() -> moveIn("a", "one\ntwo", 1));
        then(() -> {
            moveIn("c", "four\n", 2);
            moveIn("b", "three\n", 2);
            moveIn(".being-written", "hidden\n", 2);
        });
        run(stream());

        assertThat(context.lines()).containsExactly("one", "two", "three", "four");
        assertThat(context.rejects()).isEmpty();
        assertThat(context.states()).contains("watching %s (0 files read, 0 skipped)".formatted(directory),
                "reading " + directory.resolve("a"), "watching %s (3 files read, 0 skipped)".formatted(directory));
    }

    @Test
    void I2_neverSeesOlderModificationTimesNorLaterAppends() throws Exception {
        then(() -> moveIn("a", "one\n", 1));
        then(() -> moveIn("old", "too old\n", -3600));
        then(() -> {
            Files.writeString(directory.resolve("a"), "appended\n", StandardOpenOption.APPEND);
            stamp(directory.resolve("a"), 3);
        });
        run(stream());

        assertThat(context.lines()).containsExactly("one");
    }

    @Test
    void I2_readsWhatIsMovedInBeforeItsThreadRuns() throws Exception {
        make("there at the start", "old\n", 0);
        TextFileStreamSource source = stream();
        run(new Source() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public boolean bounded() {
                return source.bounded();
            }

            @Override
            public void run(SourceContext unused) {
                throw new AssertionError("it is opened");
            }

            @Override
            public Run open(SourceContext opening) throws Exception {
                Run run = source.open(opening);
                moveIn("a", "one\n", 0);
                moveIn("written a while before", "two\n", -30);
                return run;
            }
        });

        assertThat(context.lines()).containsExactly("two", "one");
    }

    @Test
    void losesNothingThatComesWhileItReadsForAnHour() throws Exception {
        make("a", "0123456789abcdef".repeat(300) + "\n", -10);
        then(() -> moveIn("b", "two\n", 1));
        context.onSleep(millis -> {
            if (!steps.isEmpty()) {
                steps.remove().run();
            } else if (context.states().stream().filter(state -> state.startsWith("watching")).count() == 2) {
                context.stop();
            }
        });
        context.run(stream().includeExisting().atRate(1));

        assertThat(context.nowMicros() - Text.START_MICROS).isGreaterThan(TimeUnit.HOURS.toMicros(1));
        assertThat(context.lines()).hasSize(2).endsWith("two");
    }

    @Test
    void saysThatItWaitsForADirectoryToMatch() throws Exception {
        then(() -> {});
        then(() -> moveIn("2026/a", "one\n", 1));
        run(new TextFileStreamSource(directory + "/20*").lookEvery(Duration.ofSeconds(1)));

        assertThat(context.lines()).containsExactly("one");
        assertThat(context.states()).startsWith(
                "waiting for %s/20* (no directory matches; a pattern names directories, not files)"
                        .formatted(directory))
                .endsWith("watching %s/20* (1 files read, 0 skipped)".formatted(directory));
        assertThatThrownBy(() -> context.run(new TextFileStreamSource(directory + "/no*").untilCaughtUp()))
                .isInstanceOf(ConnectorException.class)
                .hasMessage("no directory matches %s/no*: a pattern names directories, not files", directory);
    }

    @Test
    void I2_takesAGlobOfDirectories() throws Exception {
        make("2026-01/in/before", "old\n", -5);
        then(() -> moveIn("2026-01/in/a", "one\n", 1));
        then(() -> moveIn("2026-02/in/b", "two\n", 2));
        then(() -> moveIn("2026-02/out/c", "three\n", 3));
        run(new TextFileStreamSource(directory + "/2026-*/in").lookEvery(Duration.ofSeconds(1)));

        assertThat(context.lines()).containsExactly("one", "two");
    }

    @Test
    void startsWithWhatIsThereIfAsked() throws Exception {
        make("b", "second", -10);
        make("a", "third\n", -10);
        make("z", "first\n", -1000);
        then(() -> moveIn("c", "fourth\n", 1));
        run(stream().includeExisting());

        assertThat(context.lines()).containsExactly("first", "third", "second", "fourth");
    }

    @Test
    void endsWhenItHasReadWhatWasThere() throws Exception {
        make("a", "one\n", -10);
        make("b", "two", 10);
        TextFileStreamSource source = stream().untilCaughtUp();

        context.run(source);

        assertThat(context.lines()).containsExactly("one", "two");
        assertThat(source.bounded()).isTrue();
        assertThat(stream().bounded()).isFalse();
        assertThat(source.name()).isEqualTo("directory " + directory);
    }

    @Test
    void endsAtOnceInAnEmptyDirectory() throws Exception {
        context.run(stream().untilCaughtUp());

        assertThat(context.rows()).isEmpty();
    }

    @Test
    void countsOffsetsByFileAndNamesItInRejects() throws Exception {
        Path first = make("a", "", -10);
        Path second = make("b", "", -5);
        Files.write(first, "ok\nb\u00e4d".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(second, "fine\nw\u00f6rse\nfine too\n".getBytes(StandardCharsets.ISO_8859_1));
        stamp(first, -10);
        stamp(second, -5);

        context.run(stream().untilCaughtUp());

        assertThat(context.lines()).containsExactly("ok", "fine", "fine too");
        assertThat(context.rejects()).containsExactly(new Rejected("b\u00e4d", first.toString(), 3, "invalid UTF-8"),
                new Rejected("w\u00f6rse", second.toString(), 5, "invalid UTF-8"));
    }

    @Test
    void reportsAFileThatVanishesAndGoesOn() throws Exception {
        make("a", "one\n".repeat(100), -10);
        Path vanishing = make("b", "never read\n", -9);
        make("c", "two\n", -8);
        then(() -> Files.delete(vanishing));
        run(stream().includeExisting().atRate(1000));

        assertThat(context.lines()).hasSize(101).endsWith("two");
        assertThat(context.rejects())
                .containsExactly(new Rejected("", vanishing.toString(), 0, "file vanished before it was read"));
        assertThat(context.states()).contains("watching %s (2 files read, 1 skipped)".formatted(directory));
    }

    @Test
    void reportsAFileThatIsCutShortAndGoesOn() throws Exception {
        Path shrinking = make("a", "0123456789\n".repeat(100), -10);
        make("b", "two\n", -8);
        then(() -> truncate(shrinking, 15));
        run(stream().includeExisting().atRate(1000));

        assertThat(context.lines()).containsExactly("0123456789", "two");
        assertThat(context.rejects()).containsExactly(
                new Rejected("0123", shrinking.toString(), 11, "file cut short in mid line"),
                new Rejected("", shrinking.toString(), 15, "file cut short while it was read"));
    }

    @Test
    void reportsAFileThatMayNotBeReadAndGoesOn() throws Exception {
        Path secret = make("a", "secret\n", -10);
        make("b", "public\n", -8);
        secret.toFile().setReadable(false);
        Assumptions.assumeFalse(Files.isReadable(secret), "this user reads everything");
        context.run(stream().untilCaughtUp());

        assertThat(context.lines()).containsExactly("public");
        assertThat(context.rejects()).containsExactly(new Rejected("", secret.toString(), 0, "file may not be read"));
    }

    @Test
    void waitsForADirectoryThatIsAwayForAWhile() throws Exception {
        Path in = Files.createDirectory(directory.resolve("in"));
        then(() -> Files.delete(in));
        then(() -> {
            Files.createDirectory(in);
            moveIn("in/a", "back\n", 2);
        });
        run(new TextFileStreamSource(in.toString()).lookEvery(Duration.ofSeconds(1)));

        assertThat(context.lines()).containsExactly("back");
        assertThat(context.states()).anyMatch(state -> state.startsWith("waiting for " + in + " (it cannot be listed"));
    }

    @Test
    void stopsInAFileAndBeginsNoOther() throws Exception {
        make("a", "one\n", -10);
        make("b", "two\n", -9);
        context.onSleep(millis -> context.stop());

        context.run(stream().includeExisting().atRate(100));

        assertThat(context.lines()).isEmpty();
        assertThat(context.states()).containsExactly("reading " + directory.resolve("a"),
                "stopped in " + directory.resolve("a"));
    }

    @Test
    void saysWhatIsWrongWithItsDirectory() throws Exception {
        assertFails(directory.resolve("missing"), "there is no directory", "missing", "looked in");
        assertFails(make("a", "x", 0), "is no directory", "read it as a file");
    }

    @Test
    void refusesOptionsThatAreNone() {
        assertThatThrownBy(() -> stream().atRate(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextFileStreamSource("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream().lookEvery(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private TextFileStreamSource stream() {
        return new TextFileStreamSource(directory.toString()).lookEvery(Duration.ofSeconds(1));
    }

    private void then(Step step) {
        steps.add(step);
    }

    /// Runs the source, and stops it two seconds after the last step.
    private void run(Source source) throws Exception {
        then(() -> {});
        context.onSleep(millis -> {
            Step next = steps.poll();
            if (next != null) {
                next.run();
            } else if (context.states().getLast().startsWith("w")) { // it watches or waits
                context.stop();
            }
        });
        context.run(source);
    }

    private void assertFails(Path path, String... parts) {
        assertThatThrownBy(() -> context.run(new TextFileStreamSource(path.toString())))
                .isInstanceOf(ConnectorException.class)
                .message()
                .contains(parts);
    }

    private Path make(String name, String text, double modified) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        stamp(file, modified);
        return file;
    }

    private void moveIn(String name, String text, double modified) throws IOException {
        Path outside = make("outside/" + List.of(name.split("/")).getLast(), text, modified);
        Path target = directory.resolve(name);
        Files.createDirectories(target.getParent());
        Files.move(outside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Seconds after the start.
    private static void stamp(Path file, double modified) throws IOException {
        Files.setLastModifiedTime(file,
                FileTime.from(Text.START_MICROS + (long) (modified * 1e6), TimeUnit.MICROSECONDS));
    }

    private static void truncate(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }
}
