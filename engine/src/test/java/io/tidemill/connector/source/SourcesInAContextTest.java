// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Batching;
import io.tidemill.ConnectorException;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.connector.Source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class SourcesInAContextTest {
    @TempDir
    private Path directory;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private static Stream<ThreadLayout> layouts() {
        return Stream.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aFileGoesThroughWholeAndInOrder(ThreadLayout layout) throws Exception {
        List<String> expected = IntStream.range(0, 20_000)
                .mapToObj(i -> "line " + i + " " + "x".repeat(i % 100))
                .toList();
        Path file = Files.write(directory.resolve("file.txt"), expected);
        try (StreamingContext context = context(layout, new TextFileSource(file))) {
            context.awaitInputEnd();
        }
        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void aSocketIsReadWhileItIsOpenAndLetGoAtTheStop() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                StreamingContext context = context(ThreadLayout.one(),
                        new SocketTextSource("127.0.0.1", server.getLocalPort()));
                Socket client = server.accept()) {
            client.getOutputStream().write("one\ntwo\n\u00ff\nthree".getBytes(ISO_8859_1));
            RunningSource.await("two lines", () -> lines.size() == 2);
            RunningSource.await("a reject", () -> context.rejectsBySource().containsValue(1L));
            assertThat(context.sourceStates().values())
                    .containsExactly("connected to 127.0.0.1:" + server.getLocalPort());

            context.stop(true);

            assertThat(client.getInputStream().read()).as("end of the connection").isNegative();
            assertThat(lines).containsExactly("one", "two");
            assertThat(context.rejectsBySource()).as("with the line that the stop cut").containsValue(2L);
        }
    }

    @Test
    void aDirectoryIsReadUntilItIsCaughtUp() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "one\ntwo");
        Files.writeString(directory.resolve(".hidden"), "no\n");
        try (StreamingContext context = context(ThreadLayout.one(),
                new TextFileStreamSource(directory.toString()).untilCaughtUp())) {
            context.awaitInputEnd();
        }
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void aFileThatIsNotThereFailsTheContext() throws Exception {
        try (StreamingContext context = context(ThreadLayout.one(),
                new TextFileSource(directory.resolve("missing.txt")))) {
            assertThatThrownBy(context::awaitTermination).isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("missing.txt");
        }
    }

    private StreamingContext context(ThreadLayout layout, Source source) throws InterruptedException {
        StreamingContext context = StreamingContext.builder("sources")
                .layout(layout)
                .batching(Batching.every(Duration.ofMillis(5)))
                .build();
        context.source(source, String.class).foreach(lines::add);
        context.start();
        return context;
    }
}
