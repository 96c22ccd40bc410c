// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TerminalTest {
    /// Both streams end on the same screen.
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void takesTheProgressLineAwayBeforeAnythingElseIsWritten() {
        Terminal terminal = terminal(true);

        terminal.progress("1 row/s");
        terminal.progress("2 rows/s");
        terminal.results().print("Time: 1 ms\n");
        terminal.results().flush();
        terminal.say("read 3 lines");

        assertThat(screen.toString(UTF_8))
                .isEqualTo("\r\033[K1 row/s\r\033[K2 rows/s\r\033[KTime: 1 ms\nread 3 lines\n");
    }

    @Test
    void showsNoProgressWhereNobodyLooks() {
        Terminal terminal = terminal(false);

        terminal.progress("1 row/s");
        terminal.say("read 3 lines");

        assertThat(screen.toString(UTF_8)).isEqualTo("read 3 lines\n");
    }

    @Test
    void countsOneFlushAWindow() {
        Terminal terminal = terminal(false);
        String long10Words = "whale ".repeat(10_000);

        terminal.results().print(long10Words);
        assertThat(terminal.flushes()).isZero();
        terminal.results().flush();

        assertThat(terminal.flushes()).isOne();
        assertThat(screen.size()).isEqualTo(long10Words.length());
    }

    private Terminal terminal(boolean showsProgress) {
        return new Terminal(screen, new PrintStream(screen, true, UTF_8), showsProgress);
    }
}
