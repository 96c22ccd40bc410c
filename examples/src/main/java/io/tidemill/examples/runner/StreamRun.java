// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.tidemill.StreamingContext;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;

/// One context from start to stop, with progress, notices and the closing summary around it.
///
/// Everything happens on the caller's thread, which in the inline layout drives the engine too.
final class StreamRun {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final long NOTHING_TO_DO_NANOS = 100_000;

    private final StreamingContext ssc;
    private final boolean inline;
    private final Terminal terminal;
    private final StopRequest stop;
    private final Progress progress;
    private final SourceNotices notices;

    /// @param inline whether the context has no thread of its own
    StreamRun(StreamingContext ssc, boolean inline, Terminal terminal, StopRequest stop) {
        this.ssc = ssc;
        this.inline = inline;
        this.terminal = terminal;
        this.stop = stop;
        this.progress = new Progress(ssc, terminal);
        this.notices = new SourceNotices(terminal);
    }

    /// Starts the context and stops it in order: when a stop is asked for, or, if the run is to end with its input, when that
    /// has ended and the window that holds the last of it was printed. Throws what made the context fail.
    void run(boolean endsWithInput) throws InterruptedException {
        progress.begin();
        ssc.start();
        progress.replayNotice().ifPresent(terminal::say);
        if (endsWithInput) {
            while (!stop.isAsked() && !ssc.awaitInputEnd(LOOK_EVERY)) {
                look();
            }
            if (!ssc.isComplete()) {
                awaitNextWindow();
            }
        } else {
            while (!stop.isAsked()) {
                pause();
            }
        }
        ssc.stop(true);
        ssc.awaitTermination(); // it is over: throws what failed on the way
        if (!terminal.isReaderGone()) {
            progress.summary().forEach(terminal::say);
        }
    }

    private void awaitNextWindow() throws InterruptedException {
        long before = terminal.flushes();
        while (!stop.isAsked() && terminal.flushes() == before) {
            pause();
        }
    }

    private void pause() throws InterruptedException {
        if (inline) {
            drive();
        } else {
            ssc.awaitTerminationOrTimeout(LOOK_EVERY);
        }
        look();
    }

    private void drive() {
        long end = System.nanoTime() + LOOK_EVERY.toNanos();
        while (System.nanoTime() < end && !stop.isAsked()) {
            if (ssc.doWork() == 0) {
                LockSupport.parkNanos(NOTHING_TO_DO_NANOS);
            }
        }
    }

    private void look() {
        notices.look(ssc.sourceStates());
        progress.look();
    }
}
