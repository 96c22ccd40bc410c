// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.connector.source.TextFileSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class InputEndTest {
    @TempDir
    private Path directory;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private static Stream<ThreadLayout> layouts() {
        return Stream.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void isAwaitedForALimitedTime(ThreadLayout layout) throws Exception {
        Path file = Files.writeString(directory.resolve("file.txt"), "0123456789\n".repeat(100));
        try (StreamingContext ssc = StreamingContext.builder("test").layout(layout).build()) {
            ssc.source(new TextFileSource(file).over(Duration.ofMillis(300)), String.class).foreach(lines::add);
            ssc.start();

            assertThat(ssc.awaitInputEnd(Duration.ofNanos(1_000))).isFalse();
            assertThat(ssc.awaitInputEnd(Duration.ofSeconds(50))).isTrue();

            assertThat(lines).hasSize(100);
        }
    }

    @Test
    void leavesRejectsWithTheirPlaces() throws Exception {
        Path file = Files.write(directory.resolve("file.txt"), new byte[]{'o', 'k', '\n', (byte) 0xFF, '\n'});
        try (StreamingContext ssc = StreamingContext.builder("test").build()) {
            ssc.textFile(file).foreach(lines::add);
            ssc.start();
            ssc.awaitInputEnd();

            assertThat(ssc.latestRejects()).singleElement().satisfies(reject -> {
                assertThat(reject.source()).isEqualTo("file " + file);
                assertThat(reject.offset()).isEqualTo(3);
                assertThat(reject.reason()).isEqualTo("invalid UTF-8");
            });
            assertThat(lines).containsExactly("ok");
        }
    }
}
