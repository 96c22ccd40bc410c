// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.tidemill.ConnectorException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                .isEqualTo("\r\033[K\033[?7l1 row/s\033[?7h\r\033[K\033[?7l2 rows/s\033[?7h"
                        + "\r\033[KTime: 1 ms\nread 3 lines\n");
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

    @Test
    void writesNothingMoreWhenStdoutIsLostAndTellsOnce() {
        AtomicInteger losses = new AtomicInteger();
        FullDisk stdout = new FullDisk();
        Terminal terminal = new Terminal(stdout, new PrintStream(screen, true, UTF_8), false, losses::incrementAndGet);

        for (int window = 0; window < 3; window++) {
            terminal.results().print("Time: 1 ms\n");
            terminal.results().flush();
        }

        assertThat(losses).hasValue(1);
        assertThat(stdout.attempts).isOne();
        assertThat(terminal.isReaderGone()).isFalse();
        assertThatThrownBy(terminal::requireWritten).isInstanceOf(ConnectorException.class)
                .hasMessage("stdout cannot be written: No space left on device");
    }

    private Terminal terminal(boolean showsProgress) {
        return new Terminal(screen, new PrintStream(screen, true, UTF_8), showsProgress, () -> {});
    }

    private static final class FullDisk extends OutputStream {
        private int attempts;

        @Override
        public void write(int letter) throws IOException {
            attempts++;
            throw new IOException("No space left on device");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            write(0);
        }
    }
}
