// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// What a source sees when its context starts.
@Timeout(60)
class SourceOpeningTest {
    @TempDir
    private Path directory;

    /// Notes who opens and who runs it.
    private static class Noting implements Source {
        final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public boolean bounded() {
            return true;
        }

        @Override
        public Run open(SourceContext context) throws Exception {
            notes.add("opened by " + Thread.currentThread().getName());
            return () -> run(context);
        }

        @Override
        public void run(SourceContext context) {
            notes.add("run by " + Thread.currentThread().getName());
        }
    }

    @Test
    void isOpenedByTheThreadThatStarts() throws Exception {
        Noting source = new Noting();
        try (StreamingContext ssc = context(source)) {
            ssc.start();
            assertThat(source.notes).first().isEqualTo("opened by " + Thread.currentThread().getName());
            ssc.awaitInputEnd();
        }
        assertThat(source.notes).hasSize(2).last().isEqualTo("run by tidemill-opening-noting");
    }

    @Test
    void isOpenedAlsoUnderAnotherName() throws Exception {
        Noting source = new Noting();
        try (StreamingContext ssc = context(new Noting())) {
            ssc.source(source, String.class).foreach(line -> {});
            ssc.start();
            assertThat(source.notes).first().isEqualTo("opened by " + Thread.currentThread().getName());
            ssc.awaitInputEnd();
        }
        assertThat(source.notes).last().isEqualTo("run by tidemill-opening-noting#2");
    }

    @Test
    void keepsTheContextFromStartingWhenItCannotBeOpened() {
        Noting source = new Noting() {
            @Override
            public Run open(SourceContext context) throws IOException {
                throw new IOException("no such thing");
            }
        };
        try (StreamingContext ssc = context(source)) {
            assertThatThrownBy(ssc::start).isInstanceOf(ConnectorException.class)
                    .hasMessage("source noting failed: java.io.IOException: no such thing");
            assertThat(ssc.state()).isEqualTo(ContextState.STOPPED);
        }
        assertThat(source.notes).isEmpty();
    }

    /// Many times: who looks later than the start loses the race most of the times only.
    @ParameterizedTest
    @ValueSource(strings = {"inline", "one", "two"})
    void I2_losesNoFileThatIsMovedInRightAfterTheStart(String layout) throws Exception {
        for (int round = 0; round < 10; round++) {
            Path in = Files.createDirectory(directory.resolve(layout + round));
            Files.writeString(in.resolve("there"), "there at the start\n");
            Path whole = Files.writeString(directory.resolve("whole"), "new\n");
            List<String> lines = new CopyOnWriteArrayList<>();
            try (StreamingContext ssc = StreamingContext.builder("files")
                    .batching(Batching.natural())
                    .layout(layout(layout))
                    .build()) {
                ssc.textFileStream(in.toString()).foreach(lines::add);
                ssc.start();
                Files.move(whole, in.resolve("new"), StandardCopyOption.ATOMIC_MOVE);
                await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(() -> {
                    boolean _ = layout.equals("inline") && ssc.doWork() > 0;
                    return !lines.isEmpty();
                });
                ssc.stop(true);
            }
            assertThat(lines).as("round %d", round).containsExactly("new");
        }
    }

    private static ThreadLayout layout(String name) {
        return switch (name) {
            case "inline" -> ThreadLayout.inline();
            case "one" -> ThreadLayout.one();
            default -> ThreadLayout.two();
        };
    }

    private static StreamingContext context(Source source) {
        StreamingContext ssc = StreamingContext.builder("opening").build();
        ssc.source(source, String.class).foreach(line -> {});
        return ssc;
    }
}
