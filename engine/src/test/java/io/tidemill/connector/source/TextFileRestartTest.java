// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.ConnectorException;
import io.tidemill.testkit.CollectingSourceContext;
import io.tidemill.testkit.CollectingSourceContext.Rejected;
import io.tidemill.testkit.SourcePast;
import io.tidemill.testkit.SourceRestarts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A text file is cut off behind each of its lines and rejects, and goes on.
class TextFileRestartTest {
    private static final int LINE_LIMIT_BYTES = 10;
    private static final int READ_BYTES = 128 << 10;

    @TempDir
    private Path directory;

    private static Stream<String> files() {
        return Stream.of("one\ntwo\nthree\n", "one\r\ntwo\r\nthree\r\n", "one\rtwo\rthree\r", "no end\nof the last",
                "no end\r\nof the last", "\n\n\n", "\r\n\r\n\r\n", "\r\r\r", "\n\r\n\r\r\n\n", "a\n\nb\r\n\r\nc\r\rd",
                "x",
                "\u00ff\nfirst is none\nb\u00e4d\n\u00e4\u00e4\r\nlast\n\u00fe", "a\n\u00ff", "a\r\n\u00ff\r\n",
                "longer than the limit\nshort\nlonger than the limit too\r\n\r\nlonger again", "good\n01234567890",
                "both \u00ff and too long\nshort\n\u00ff\n\u00fe\n\u00fd\nshort\n");
    }

    @ParameterizedTest
    @MethodSource("files")
    void goesOnBehindEachLine(String text) throws Exception {
        restarts(text).cutAnywhere();
        restarts(text).cutAtRandom(11, 20);
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsNothingOfWhatIsJournaled(String text) throws Exception {
        for (String other : new String[]{"x", "\n", "\r", "\r\n", "\u00ff", "\n\u00ff\r"}) {
            restarts(text).meanwhile(past -> overwrite(past, other)).cutAnywhere();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void goesOnInAFileThatIsMuchLargerThanABuffer(String end) throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder();
        while (text.length() < 3 * READ_BYTES) {
            text.append(random.nextInt(50) == 0 ? "\u00ff" : "x".repeat(random.nextInt(1200)))
                    .append(random.nextInt(50) == 0 ? "\n\n" : end);
        }
        restarts(text.toString()).lineLimit(1000).meanwhile(past -> overwrite(past, end + "y")).cutAtRandom(17, 12);
    }

    @Test
    void goesOnWhereALineEndIsCutInTwoByTheEndOfABuffer() throws Exception {
        String text = IntStream.range(0, READ_BYTES / 8).mapToObj("%07d\n"::formatted).reduce("", String::concat);
        String cut = text.substring(0, READ_BYTES - 1) + "\r\nbehind\r\n";
        CollectingSourceContext whole = run(cut, SourcePast.NONE);
        int behind = whole.events().size();

        CollectingSourceContext again = run(cut, whole.pastAfter(behind - 1));
        assertThat(again.lines()).containsExactly("behind");
        assertThat(run(cut, whole.pastAfter(behind - 2)).lines()).containsExactly(whole.lines().get(behind - 2),
                "behind");
        assertThat(again.rejects()).isEmpty();
    }

    @Test
    void skipsTheRestOfALineThatItEndsInNow() throws Exception {
        CollectingSourceContext context = run("12345longer than any line\n\u00ff\nnext\n",
                new SourcePast(Map.of(file().toString(), 5L), Map.of()));
        assertThat(context.lines()).containsExactly("next");
        assertThat(context.rejects()).containsExactly(
                new Rejected("\u00ff", file().toString(), 26, "invalid UTF-8"));
    }

    @Test
    void readsWhatWasAppendedMeanwhile() throws Exception {
        CollectingSourceContext whole = run("one\ntwo", SourcePast.NONE);
        assertThat(run("one\ntwo\nthree", whole.pastAfter(2)).lines()).containsExactly("three");
        assertThat(run("one\ntwo", whole.pastAfter(2)).lines()).isEmpty();
    }

    @Test
    void refusesAFileThatIsShorterThanWhatWasReadOfIt() throws Exception {
        CollectingSourceContext whole = run("one\ntwo\nthree\n", SourcePast.NONE);
        assertThatThrownBy(() -> run("one\ntwo", whole.pastAfter(3))).isInstanceOf(ConnectorException.class)
                .hasMessage(
                        "%s has 7 bytes, fewer than the 13 that were read of it in an earlier start: it must not be cut short",
                        file());
        assertThat(run("one\ntwo", whole.pastAfter(2)).lines()).isEmpty();
    }

    @Test
    void pacesWhatIsLeft() throws Exception {
        CollectingSourceContext whole = run("0123456\n".repeat(1000), SourcePast.NONE);
        CollectingSourceContext again = new CollectingSourceContext(Text.schema(), Text.START_MICROS)
                .resumingFrom(whole.pastAfter(500));
        again.run(new TextFileSource(file()).over(Duration.ofSeconds(10)));
        assertThat(again.lines()).hasSize(500);
        assertThat(again.nowMicros() - Text.START_MICROS).isBetween(9_000_000L, 11_000_000L);
    }

    private SourceRestarts restarts(String text) {
        return new SourceRestarts(Text.schema(), context -> context.run(new TextFileSource(file())))
                .lineLimit(LINE_LIMIT_BYTES)
                .startingAt(Text.START_MICROS)
                .beginning(() -> write(text));
    }

    private CollectingSourceContext run(String text, SourcePast past) throws Exception {
        write(text);
        CollectingSourceContext context = Text.context(LINE_LIMIT_BYTES).resumingFrom(past);
        context.run(new TextFileSource(file()));
        return context;
    }

    /// Puts other bytes in front of the end of the last journaled line.
    private void overwrite(SourcePast past, String other) throws Exception {
        int end = past.offsets().getOrDefault(file().toString(), 0L).intValue();
        byte[] bytes = Files.readAllBytes(file());
        for (int i = 0; i < end; i++) {
            bytes[i] = (byte) other.charAt(i % other.length());
        }
        Files.write(file(), bytes);
    }

    private Path file() {
        return directory.resolve("file.txt");
    }

    private void write(String text) throws Exception {
        Files.write(file(), text.getBytes(ISO_8859_1));
    }
}
