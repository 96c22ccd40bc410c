// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.io.Console;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Results on stdout, all else on stderr, and a progress line that neither of them runs into. Any thread.
public final class Terminal {
    private static final Path STDERR = Path.of("/proc/self/fd/2");
    private static final String CLEARED = "\r\033[K";
    /// What stands around a text that a narrow terminal is to cut off: the rest on a line of its own would stay for ever.
    private static final String CUT = "\033[?7l";
    private static final String WRAPPED = "\033[?7h";
    /// Java has no type for it, and no word but the system's.
    private static final String BROKEN_PIPE = "Broken pipe";

    private final PrintStream results;
    private final PrintStream notes;
    private final boolean showsProgress;
    private final AtomicLong flushes = new AtomicLong();
    private final Runnable onLoss;
    private boolean lineShown;
    private @Nullable IOException loss;

    /// @param showsProgress whether stderr is a terminal whose user wants a progress line
    /// @param onLoss called once, when stdout can no longer be written
    public Terminal(OutputStream stdout, PrintStream stderr, boolean showsProgress, Runnable onLoss) {
        this.notes = stderr;
        this.showsProgress = showsProgress;
        this.onLoss = onLoss;
        this.results = new PrintStream(new Results(stdout), false, UTF_8);
    }

    /// Whether stderr is a terminal that can clear a line. Java tells it of stdin and stdout only; Linux tells it of every stream.
    static boolean isStderrInteractive() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            String device = Files.readSymbolicLink(STDERR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }

    /// Where results go, in UTF-8 whatever the system's own encoding.
    public PrintStream results() {
        return results;
    }

    /// How often results were flushed: once after each window.
    public long flushes() {
        return flushes.get();
    }

    /// Whether what read stdout, such as `head`, has closed it, and wants no more.
    public synchronized boolean isReaderGone() {
        return loss != null && BROKEN_PIPE.equals(loss.getMessage());
    }

    /// Throws if results are missing that somebody waits for.
    synchronized void requireWritten() {
        if (loss != null && !isReaderGone()) {
            throw new ConnectorException("stdout cannot be written: " + loss.getMessage(), loss);
        }
    }

    /// Whether [#progress] is worth calling.
    public boolean showsProgress() {
        return showsProgress;
    }

    /// Puts a text in the place of the progress line.
    public synchronized void progress(String text) {
        if (showsProgress) {
            notes.print(CLEARED + CUT + text + WRAPPED);
            notes.flush();
            lineShown = true;
        }
    }

    /// Writes a line to stderr.
    public synchronized void say(String text) {
        clear();
        notes.println(text);
        notes.flush();
    }

    /// Takes the progress line away.
    synchronized void clear() {
        if (lineShown) {
            notes.print(CLEARED);
            notes.flush();
            lineShown = false;
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /// Takes the progress line away before anything is written where it stands.
    private final class Results extends FilterOutputStream {
        Results(OutputStream stdout) {
            super(stdout);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            synchronized (Terminal.this) {
                clear();
                attempt(() -> out.write(bytes, from, length));
            }
        }

        @Override
        public void flush() {
            synchronized (Terminal.this) {
                attempt(out::flush);
            }
            flushes.incrementAndGet();
        }

        private void attempt(Step step) {
            if (loss == null) {
                try {
                    step.run();
                } catch (IOException failure) {
                    loss = failure;
                    onLoss.run();
                }
            }
        }
    }
}
