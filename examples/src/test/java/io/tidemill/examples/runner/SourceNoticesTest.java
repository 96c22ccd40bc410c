// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tidemill.cli.terminal.Terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SourceNoticesTest {
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final SourceNotices notices = new SourceNotices(
            new Terminal(new ByteArrayOutputStream(), new PrintStream(stderr, true, UTF_8), false, () -> {}));

    @Test
    void tellsOnceWhatASourceWaitsForAndWhenItIsThere() {
        for (String state : List.of("starting", "connecting to db:9", "waiting for db:9 (refused, retry in 0.1 s)",
                "connecting to db:9",
                "waiting for db:9 (refused, retry in 0.2 s)", "connected to db:9", "connected to db:9",
                "waiting for db:9 (refused, retry in 0.1 s)")) {
            notices.look(Map.of("socket db:9", state));
        }

        assertThat(stderr.toString(UTF_8)).isEqualTo("""
                waiting for db:9: refused; trying again until it answers
                connected to db:9
                waiting for db:9: refused; trying again until it answers
                """);
    }

    @Test
    void tellsOfADirectoryEachTimeThatItGoesAway() {
        for (String state : List.of("waiting for /in/* (no directory matches)",
                "waiting for /in/* (no directory matches)",
                "watching /in/* (1 files read, 0 skipped)", "waiting for /in/* (no directory matches)")) {
            notices.look(Map.of("directory /in/*", state));
        }

        assertThat(stderr.toString(UTF_8)).isEqualTo("""
                waiting for /in/*: no directory matches
                waiting for /in/*: no directory matches
                """);
    }
}
