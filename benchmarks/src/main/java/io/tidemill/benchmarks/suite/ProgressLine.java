// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A progress bar on stderr, if that is known to be a terminal; else nothing.
///
/// It is redrawn between runs only, by [#step]: a thread that draws during a measurement would be measured too.
final class ProgressLine implements AutoCloseable {
    private static final int REDRAW_MILLIS = 600_000;

    private final @Nullable ProgressBar bar;

    ProgressLine(String suite, boolean wanted) {
        bar = wanted && isTerminal()
                ? new ProgressBarBuilder().setTaskName(suite)
                        .setInitialMax(0)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(REDRAW_MILLIS)
                        .build()
                : null;
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException notLinux) {
            return false;
        }
    }

    void plan(int steps) {
        if (bar != null) {
            bar.maxHint(steps);
        }
    }

    void step(String what) {
        if (bar != null) {
            bar.setExtraMessage(what);
            bar.step();
            bar.refresh();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
