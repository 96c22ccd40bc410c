// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import org.jspecify.annotations.Nullable;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar in the place of the progress line: how many bytes of how many are done. Nothing where nobody looks.
public final class BytesBar implements AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    private static final int WIDTH = 80;
    private static final long MEGABYTE = 1_000_000;

    private final Terminal terminal;
    private final String task;
    private @Nullable ProgressBar bar;

    /// @param task what is being done, in a word
    public BytesBar(Terminal terminal, String task) {
        this.terminal = terminal;
        this.task = task;
    }

    public void at(long bytesDone, long bytesInAll) {
        if (!terminal.showsProgress()) {
            return;
        }
        ProgressBar shown = bar;
        if (shown == null) {
            shown = bar(bytesInAll);
            bar = shown;
        }
        shown.maxHint(bytesInAll);
        shown.stepTo(bytesDone);
    }

    private ProgressBar bar(long bytesInAll) {
        return new ProgressBarBuilder().setTaskName(task)
                .setInitialMax(bytesInAll)
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(line -> terminal.progress(line.strip()), WIDTH))
                .build();
    }

    /// Takes the bar away.
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            terminal.clear();
        }
    }
}
