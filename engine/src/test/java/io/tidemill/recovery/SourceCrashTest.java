// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.ConnectorException;
import io.tidemill.connector.Source;
import io.tidemill.connector.source.SocketTextSource;
import io.tidemill.connector.source.TextFileSource;
import io.tidemill.connector.source.TextFileStreamSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Each source through engines that die on a data directory, one after the other: every line once, in order.
@Timeout(120)
final class SourceCrashTest {
    private static final int CRASHES = 4;
    private static final int BYTES_PER_SECOND = 200_000;

    @TempDir
    private Path directory;

    @Test
    void aFileIsReadOnceWhateverBecomesOfWhatIsJournaledOfIt() throws Exception {
        List<String> expected = text("file", 40_000);
        Path file = Files.write(directory.resolve("file.txt"), expected);
        Source source = new TextFileSource(file).atRate(BYTES_PER_SECOND);
        Path data = directory.resolve("data");
        for (int crash = 1; crash <= CRASHES; crash++) {
            try (Lines lines = Lines.of(data, source)) {
                lines.await(crash * expected.size() / (CRASHES + 2));
                data = lines.crash(data, directory.resolve("left " + crash));
            }
            overwrite(file, Lines.places(data, source.name()).getOrDefault(file.toString(), 0L));
        }
        try (Lines lines = Lines.of(data, source)) {
            lines.ssc.awaitInputEnd();
            assertThat(lines.ssc.counters().replayedRows.value()).isPositive();
            assertThat(lines.ssc.counters().rowsIn.value()).isPositive();
            lines.ssc.stop(true);
            assertThat(lines.soFar()).isEqualTo(expected);
        }
        try (Lines lines = Lines.of(data, source)) {
            assertThat(lines.ssc.isComplete()).isTrue();
            lines.await(expected.size());
            assertThat(lines.ssc.sourceStates()).containsValue("ended in an earlier start");
            lines.ssc.stop(true);
            assertThat(lines.soFar()).isEqualTo(expected);
        }
    }

    @Test
    void aFileThatWasCutShortIsNamedWithBothLengthsAndMayComeBack() throws Exception {
        List<String> expected = text("file", 10_000);
        Path file = Files.write(directory.resolve("file.txt"), expected);
        byte[] bytes = Files.readAllBytes(file);
        Path data = directory.resolve("data");
        Path left = directory.resolve("left");
        Source source = new TextFileSource(file).atRate(BYTES_PER_SECOND);
        try (Lines lines = Lines.of(data, source)) {
            lines.await(2_000);
            lines.crash(data, left);
        }
        long place = Lines.places(left, source.name()).getOrDefault(file.toString(), 0L);
        Files.write(file, "short\n".getBytes(UTF_8));
        try (Lines lines = Lines.of(left, source)) {
            assertThatThrownBy(lines.ssc::awaitTermination).isInstanceOf(ConnectorException.class)
                    .hasMessage(
                            "%s has 6 bytes, fewer than the %,d that were read of it in an earlier start: it must not be cut short",
                            file, place);
        }
        Files.write(file, bytes);
        try (Lines lines = Lines.of(left, source)) {
            lines.ssc.awaitInputEnd();
            lines.ssc.stop(true);
            assertThat(lines.soFar()).isEqualTo(expected);
        }
    }

    @Test
    void aDirectoryIsReadOnceThroughCrashesAndDowntimes() throws Exception {
        Path watched = Files.createDirectory(directory.resolve("watched"));
        Source source = new TextFileStreamSource(watched.toString()).lookEvery(Duration.ofMillis(10))
                .atRate(BYTES_PER_SECOND);
        moveIn(watched, "was there", 100);
        Path data = directory.resolve("data");
        int expected = 0;
        for (int crash = 1; crash <= CRASHES; crash++) {
            try (Lines lines = Lines.of(data, source)) {
                lines.await("the first look", () -> lines.ssc.counters().batches.value() > 0
                        && lines.ssc.sourceStates().values().iterator().next().contains("ing "));
                expected += moveIn(watched, "while it runs " + crash, 6_000);
                int some = expected - 3_000;
                lines.await(some);
                data = lines.crash(data, directory.resolve("left " + crash));
            }
            expected += moveIn(watched, "while it is down " + crash, 500);
            spoilWhatIsJournaled(watched, Lines.places(data, source.name()));
        }
        try (Lines lines = Lines.of(data, source)) {
            lines.await(expected);
            lines.ssc.stop(true);
            assertThat(lines.ssc.rejectsBySource()).isEmpty();
            List<String> found = lines.soFar();
            assertThat(found).hasSize(expected);
            for (int crash = 1; crash <= CRASHES; crash++) {
                assertThat(of("while it runs " + crash, found)).isEqualTo(text("while it runs " + crash, 6_000));
                assertThat(of("while it is down " + crash, found)).isEqualTo(text("while it is down " + crash, 500));
            }
        }
    }

    @Test
    void aFileThatIsGoneOrAnotherOneIsARejectThatIsTold() throws Exception {
        Path watched = Files.createDirectory(directory.resolve("watched"));
        Source source = new TextFileStreamSource(watched.toString()).lookEvery(Duration.ofMillis(10))
                .includeExisting()
                .atRate(BYTES_PER_SECOND);
        moveIn(watched, "a", 20_000);
        Path data = directory.resolve("data");
        Path left = directory.resolve("left");
        try (Lines lines = Lines.of(data, source)) {
            lines.await(1_000);
            lines.crash(data, left);
        }
        Files.delete(watched.resolve("a"));
        moveIn(watched, "b", 10);
        for (int start = 0; start < 2; start++) {
            try (Lines lines = Lines.of(left, source)) {
                lines.await("the line of b", () -> lines.soFar().contains("b 9"));
                assertThat(lines.ssc.rejectsBySource()).containsExactly(Map.entry(source.name(), 1L));
                assertThat(lines.ssc.latestRejects()).singleElement()
                        .satisfies(reject -> assertThat(reject.reason())
                                .isEqualTo("file vanished before it was read to its end"));
                lines.ssc.stop(true);
                assertThat(of("b", lines.soFar())).isEqualTo(text("b", 10));
                List<String> of = of("a", lines.soFar());
                assertThat(of).hasSizeBetween(1_000, 19_999).isEqualTo(text("a", of.size()));
            }
        }
    }

    @Test
    void whatWasTakenOfAQueueIsKeptAndTheQueueGoesOn() throws Exception {
        Path data = directory.resolve("data");
        List<String> expected = new ArrayList<>();
        for (int crash = 1; crash <= CRASHES; crash++) {
            Queue<List<String>> queue = new ConcurrentLinkedQueue<>();
            try (Lines lines = Lines.of(data, ssc -> ssc.queueStream(String.class, queue))) {
                for (int dataset = 0; dataset < 3; dataset++) {
                    List<String> rows = text("start %d dataset %d".formatted(crash, dataset), 500);
                    queue.add(rows);
                    expected.addAll(rows);
                }
                lines.await(expected.size());
                assertThat(lines.soFar()).isEqualTo(expected);
                data = lines.crash(data, directory.resolve("left " + crash));
            }
        }
    }

    @Test
    void linesOfASocketThatAreOutAreKeptAndItConnectsAgain() throws Exception {
        Path data = directory.resolve("data");
        List<String> expected = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Source source = new SocketTextSource("127.0.0.1", server.getLocalPort());
            for (int crash = 1; crash <= CRASHES; crash++) {
                try (Lines lines = Lines.of(data, source); Socket client = server.accept()) {
                    List<String> sent = text("connection " + crash, 1_000);
                    client.getOutputStream().write((String.join("\n", sent) + "\nin mid line").getBytes(UTF_8));
                    expected.addAll(sent);
                    lines.await(expected.size());
                    assertThat(lines.soFar()).isEqualTo(expected);
                    data = lines.crash(data, directory.resolve("left " + crash));
                }
            }
        }
    }

    private static List<String> text(String name, int lines) {
        return IntStream.range(0, lines).mapToObj(line -> name + " " + line).toList();
    }

    private static List<String> of(String name, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(name + " ")).toList();
    }

    private int moveIn(Path watched, String name, int lines) throws IOException {
        Path file = Files.write(directory.resolve(name), text(name, lines));
        Files.move(file, watched.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return lines;
    }

    /// Deletes files that are over, and overwrites what is journaled of the one that is not.
    private static void spoilWhatIsJournaled(Path watched, Map<String, Long> places) throws IOException {
        for (String part : places.keySet()) {
            int mark = part.indexOf("//");
            if (mark > 0 && places.get(part) > 0) {
                Path file = watched.resolve(part.substring(0, mark));
                Long place = places.get(part.substring(0, mark));
                if (place == null) {
                    Files.deleteIfExists(file);
                } else {
                    overwrite(file, place);
                }
            }
        }
    }

    /// Puts other bytes in front of a place, in the file as it is.
    private static void overwrite(Path file, long place) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long at = 0; at < place; at++) {
                channel.write(ByteBuffer.wrap(new byte[]{(byte) "lost\r\n".charAt((int) (at % 6))}), at);
            }
        }
    }
}
