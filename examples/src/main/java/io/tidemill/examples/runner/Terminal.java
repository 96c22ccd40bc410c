// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.Console;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Results on stdout, all else on stderr, and a progress line that neither of them runs into. Any thread.
final class Terminal {
    private static final Path STDERR = Path.of("/proc/self/fd/2");
    private static final String CLEARED = "\r\033[K";

    private final PrintStream results;
    private final PrintStream notes;
    private final boolean showsProgress;
    private final AtomicLong flushes = new AtomicLong();
    private boolean lineShown;

    /// @param showsProgress whether stderr is a terminal whose user wants a progress line
    Terminal(OutputStream stdout, PrintStream stderr, boolean showsProgress) {
        this.notes = stderr;
        this.showsProgress = showsProgress;
        this.results = new PrintStream(new Results(stdout), false, UTF_8);
    }

    /// Whether stderr is a terminal. Java tells it of stdin and stdout only; Linux tells it of every stream.
    static boolean isStderrInteractive() {
        try {
            String device = Files.readSymbolicLink(STDERR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }

    /// Where results go, in UTF-8 whatever the system's own encoding.
    PrintStream results() {
        return results;
    }

    /// How often results were flushed: once after each window.
    long flushes() {
        return flushes.get();
    }

    /// Whether [#progress] is worth calling.
    boolean showsProgress() {
        return showsProgress;
    }

    /// Puts a text in the place of the progress line.
    synchronized void progress(String text) {
        if (showsProgress) {
            notes.print(CLEARED + text);
            notes.flush();
            lineShown = true;
        }
    }

    /// Writes a line to stderr.
    synchronized void say(String text) {
        clear();
        notes.println(text);
        notes.flush();
    }

    private void clear() {
        if (lineShown) {
            notes.print(CLEARED);
            notes.flush();
            lineShown = false;
        }
    }

    /// Takes the progress line away before anything is written where it stands.
    private final class Results extends FilterOutputStream {
        Results(OutputStream stdout) {
            super(stdout);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            synchronized (Terminal.this) {
                clear();
                out.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
            flushes.incrementAndGet();
        }
    }
}
