// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.testkit.CollectingSourceContext;
import io.tidemill.testkit.CollectingSourceContext.Rejected;
import io.tidemill.testkit.SourcePast;
import io.tidemill.testkit.SourceRestarts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/// A source of files is cut off behind each line, reject and note, and goes on, whatever has become of the files meanwhile.
@Timeout(300)
class TextFileStreamRestartTest {
    private static final int LINE_LIMIT_BYTES = 10;
    private static final Map<String, String> FILES = Map.ofEntries(Map.entry("a", "one\ntwo\nthree\n"),
            Map.entry("b", "crlf\r\nand no\r\nend"), Map.entry("c", ""), Map.entry("d", "\u00ff\n\u00fe"),
            Map.entry("e", "good\n\u00ff\n"), Map.entry("f", "\n\n"),
            Map.entry("g", "much too long for a line\nshort\nagain much too long"), Map.entry("h", "x"));

    private interface Step {
        void run() throws Exception;
    }

    @TempDir
    private Path directory;
    private final Queue<Step> steps = new ArrayDeque<>();
    private long nowMicros;

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 3600})
    void goesOnBehindEachLineOfWhatWasThere(long secondsDown) throws Exception {
        SourceRestarts restarts = restarts(secondsDown, stream().untilCaughtUp()).beginning(() -> beginWith(FILES));
        restarts.cutAnywhere();
        restarts.cutAtRandom(5, 50);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 3600})
    void seesNothingOfWhatIsDoneToFilesThatItHasOpened(long secondsDown) throws Exception {
        SourceRestarts restarts = restarts(secondsDown, stream().untilCaughtUp()).beginning(() -> beginWith(FILES))
                .meanwhile(past -> {
                    for (Path file : opened(past)) {
                        overwrite(file, past.offsets().getOrDefault(file.toString(), 0L));
                        Files.writeString(file, "\nappended\n", StandardOpenOption.APPEND);
                    }
                });
        restarts.cutAnywhere();
        restarts.cutAtRandom(6, 50);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 3600})
    void doesNotMissFilesThatWereReadToTheirEnd(long secondsDown) throws Exception {
        SourceRestarts restarts = restarts(secondsDown, stream().untilCaughtUp()).beginning(() -> beginWith(FILES))
                .meanwhile(past -> {
                    for (Path file : opened(past)) {
                        if (!past.offsets().containsKey(file.toString())) {
                            Files.delete(file);
                        }
                    }
                });
        restarts.cutAnywhere();
        restarts.cutAtRandom(7, 50);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 3600})
    void readsWhatComesWhileItIsDownAndNothingThatItPassedOver(long secondsDown) throws Exception {
        SourceRestarts restarts = restarts(secondsDown, stream()).beginning(() -> {
            beginWith(Map.of());
            make("old", "passed over\n", -3600);
            make("young", "passed over\n", -1);
            make("from the future", "passed over\n", 1e6);
            comes("a", "one\ntwo\n", 0);
            comes("b", "three\r\nfour", -30);
            comes("c", "\u00ff\n", 0);
            comes("d", "", 0);
            comes("e", "five\n\u00fe", 0);
        }).meanwhile(this::downtime);
        restarts.cutAnywhere();
        restarts.cutAtRandom(8, 50);
    }

    /// What comes next comes while the source is down, and what it has read grows or goes away.
    private void downtime(SourcePast past) throws Exception {
        int kept = 0;
        for (Path file : opened(past)) {
            if (past.offsets().containsKey(file.toString()) || kept++ % 2 == 0) {
                Files.writeString(file, "\nappended\n", StandardOpenOption.APPEND);
                stamp(file, 0);
            } else {
                Files.delete(file);
            }
        }
        boolean hasLooked = past.offsets().containsKey("//look"); // else the next start is the first
        Step next = hasLooked ? steps.poll() : null;
        if (next != null) {
            next.run();
        }
    }

    @Test
    void neverSeesOlderModificationTimes() throws Exception {
        beginWith(Map.of());
        comes("a", "one\n", 0);
        CollectingSourceContext first = run(stream(), SourcePast.NONE, 0);
        make("late", "too old\n", -65);
        make("just in time", "two\n", -55);

        assertThat(run(stream(), past(first), 100).lines()).containsExactly("two");
    }

    @Test
    void readsWhatIsModifiedOrReplacedThoughItWasPassedOver() throws Exception {
        beginWith(Map.of());
        make("modified", "passed over\n", -1);
        make("replaced", "passed over\n", -1);
        make("left", "passed over\n", -1);
        CollectingSourceContext first = run(stream(), SourcePast.NONE, 0);
        assertThat(first.rows()).isEmpty();
        Files.writeString(directory.resolve("modified"), "one\n");
        stamp(directory.resolve("modified"), 0);
        moveIn("replaced", "two\n", 0);

        assertThat(run(stream(), past(first), 10).lines()).containsExactly("one", "two");
    }

    @Test
    void takesAnotherFileOfTheSameNameForANewOneButOnlyAfterAMinute() throws Exception {
        beginWith(Map.of());
        comes("a", "one\n", 0);
        SourcePast past = past(run(stream(), SourcePast.NONE, 0));
        moveIn("a", "two\n", 0);
        assertThat(run(stream(), past, 10).rows()).isEmpty();
        CollectingSourceContext later = run(stream(), past, 100);
        assertThat(later.lines()).containsExactly("two");
        moveIn("a", "three\n", 0);
        assertThat(run(stream(), past.after(later.events()), 100).lines()).containsExactly("three");
    }

    @Test
    void reportsOnceThatAFileVanishedBeforeItsEnd() throws Exception {
        SourcePast past = cutOffInAFile();
        Files.delete(directory.resolve("a"));

        CollectingSourceContext second = run(stream(), past, 10);
        assertThat(second.lines()).isEmpty();
        assertThat(second.rejects()).containsExactly(new Rejected("", directory.resolve("a").toString(),
                Long.MAX_VALUE, "file vanished before it was read to its end"));
        for (int events = 1; events <= second.events().size(); events++) {
            assertThat(run(stream(), past.after(second.events().subList(0, events)), 10).rejects()).isEmpty();
        }
    }

    @Test
    void remembersThatAFileVanishedBeforeItWasRead() throws Exception {
        beginWith(Map.of("a", "0123456789\n".repeat(20), "b", "never read\n"));
        CollectingSourceContext first = new CollectingSourceContext(Text.schema(), nowMicros);
        first.onSleep(_ -> Files.deleteIfExists(directory.resolve("b")));
        first.run(stream().untilCaughtUp().atRate(100));
        assertThat(first.lines()).hasSize(20);
        assertThat(first.rejects()).extracting(Rejected::reason).containsExactly("file vanished before it was read");

        make("b", "late\n", -1);
        assertThat(run(stream().untilCaughtUp(), past(first), 1).rows()).isEmpty();
        CollectingSourceContext later = run(stream().untilCaughtUp(), past(first), 100);
        assertThat(later.rejects()).isEmpty();
        assertThat(later.lines()).containsExactly("late");
    }

    @Test
    void takesAFileThatReplacesOneWithinWhichItWasForANewOne() throws Exception {
        SourcePast past = cutOffInAFile();
        moveIn("a", "new one\nnew two\n", 5);

        CollectingSourceContext second = run(stream(), past, 100);
        assertThat(second.rejects()).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).startsWith("file vanished"));
        assertThat(second.lines()).containsExactly("new one", "new two");
    }

    @Test
    void saysThatAFileIsShorterThanWhatWasReadOfIt() throws Exception {
        SourcePast past = cutOffInAFile();
        truncate(directory.resolve("a"), 2);
        assertThat(run(stream(), past, 10).rejects()).containsExactly(new Rejected("",
                directory.resolve("a").toString(), Long.MAX_VALUE, "file cut short before it was read to its end"));
    }

    @Test
    void saysThatAFileIsShorterThanItWas() throws Exception {
        SourcePast past = cutOffInAFile();
        truncate(directory.resolve("a"), 10);
        CollectingSourceContext second = run(stream(), past, 10);
        assertThat(second.lines()).isEmpty();
        assertThat(second.rejects()).extracting(Rejected::reason)
                .containsExactly("file cut short in mid line", "file cut short while it was read");
    }

    @Test
    void endsAtOnceWhenAllWasReadBeforeTheRestart() throws Exception {
        beginWith(FILES);
        SourcePast past = past(run(stream().untilCaughtUp(), SourcePast.NONE, 0));
        CollectingSourceContext again = run(stream().untilCaughtUp(), past, 3600);
        assertThat(again.rows()).isEmpty();
        assertThat(again.rejects()).isEmpty();
        make("late", "one\n", -1800);
        assertThat(run(stream().untilCaughtUp(), past(again), 10).lines()).containsExactly("one");
    }

    @Test
    void goesOnAlsoWithOtherOptions() throws Exception {
        beginWith(Map.of());
        make("young", "passed over at first\n", -1);
        make("old", "old\n", -1000);
        comes("a", "one\n", 0);
        SourcePast past = past(run(stream(), SourcePast.NONE, 0));
        CollectingSourceContext all = new CollectingSourceContext(Text.schema(), nowMicros).resumingFrom(past);
        all.run(stream().untilCaughtUp());
        assertThat(all.lines()).containsExactly("old", "passed over at first");
        make("b", "two\n", 0);
        assertThat(run(stream(), past.after(all.events()), 1).lines()).containsExactly("two");
    }

    @Test
    void forgetsWhatIsGone() throws Exception {
        beginWith(Map.of());
        for (int file = 0; file < 50; file++) {
            String name = "file " + file;
            steps.add(() -> {
                clear();
                make(name, name + "\n", 0);
            });
        }
        for (int wait = 0; wait < 100; wait++) {
            steps.add(() -> {});
        }
        CollectingSourceContext context = run(stream(), SourcePast.NONE, 0);
        assertThat(context.lines()).hasSize(50);
        assertThat(past(context).offsets()).hasSizeLessThan(5);
        assertThat(past(context).rejects()).isEmpty();
    }

    @Test
    void notesItsLooksAlsoWhenThereIsNothingToRead() throws Exception {
        beginWith(Map.of());
        for (int wait = 0; wait < 200; wait++) {
            steps.add(() -> {});
        }
        CollectingSourceContext context = run(stream(), SourcePast.NONE, 0);
        assertThat(context.events()).hasSizeBetween(6, 8);
        make("too late", "no\n", -100);
        make("in time", "yes\n", -60);
        assertThat(run(stream(), past(context), 3600).lines()).containsExactly("yes");
    }

    /// A source that has read the first of three lines of `a`, a reject behind it, and then died.
    private SourcePast cutOffInAFile() throws Exception {
        beginWith(Map.of());
        comes("a", "one\n\u00ff\nthree\nfour\n", 0);
        CollectingSourceContext first = run(stream(), SourcePast.NONE, 0);
        int reject = first.events().indexOf(first.rejects().getFirst());
        return first.pastAfter(reject + 1);
    }

    private TextFileStreamSource stream() {
        return new TextFileStreamSource(directory.toString()).lookEvery(Duration.ofSeconds(1));
    }

    private SourceRestarts restarts(long secondsDown, TextFileStreamSource source) {
        return new SourceRestarts(Text.schema(), context -> start(source, context)).lineLimit(LINE_LIMIT_BYTES)
                .startingAt(Text.START_MICROS)
                .downFor(Duration.ofSeconds(secondsDown));
    }

    private CollectingSourceContext run(TextFileStreamSource source, SourcePast past, long secondsDown)
            throws Exception {
        nowMicros += TimeUnit.SECONDS.toMicros(secondsDown);
        CollectingSourceContext context = new CollectingSourceContext(Text.schema(), nowMicros).resumingFrom(past);
        start(source, context);
        return context;
    }

    private static SourcePast past(CollectingSourceContext context) {
        return context.pastAfter(context.events().size());
    }

    /// Runs a source, a step at each of its looks, and stops it two looks after the last one.
    private void start(TextFileStreamSource source, CollectingSourceContext context) throws Exception {
        int[] idle = {0};
        nowMicros = context.nowMicros();
        context.onSleep(_ -> {
            nowMicros = context.nowMicros();
            Step next = steps.poll();
            if (next != null) {
                next.run();
            } else if (++idle[0] == 2) {
                context.stop();
            }
        });
        context.run(source);
        nowMicros = context.nowMicros();
    }

    private void beginWith(Map<String, String> files) throws IOException {
        clear();
        steps.clear();
        nowMicros = Text.START_MICROS;
        for (Map.Entry<String, String> file : files.entrySet()) {
            make(file.getKey(), file.getValue(), -100);
        }
    }

    private void clear() throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private void comes(String name, String text, double modified) {
        steps.add(() -> moveIn(name, text, modified));
    }

    private void make(String name, String text, double modified) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, text.getBytes(ISO_8859_1));
        stamp(file, modified);
    }

    private void moveIn(String name, String text, double modified) throws IOException {
        make(".moving", text, modified);
        Files.move(directory.resolve(".moving"), directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Seconds after now.
    private void stamp(Path file, double modified) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(nowMicros + (long) (modified * 1e6), TimeUnit.MICROSECONDS));
    }

    /// The files that the journal knows to have been opened, and that are there.
    private List<Path> opened(SourcePast past) {
        return past.offsets()
                .entrySet()
                .stream()
                .filter(part -> part.getKey().indexOf("//") > 0 && part.getValue() > 0)
                .map(part -> Path.of(part.getKey().substring(0, part.getKey().indexOf("//"))))
                .filter(Files::exists)
                .toList();
    }

    /// Puts other bytes in front of the end of the last journaled line.
    private static void overwrite(Path file, long lineEnd) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < Math.min(lineEnd, bytes.length); i++) {
            bytes[i] = (byte) "\nx\r".charAt(i % 3);
        }
        Files.write(file, bytes);
    }

    private static void truncate(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }
}
