// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.words;

import java.util.concurrent.CountDownLatch;

import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;

/// Appends the lines of a text, as a socket's or a file's reader would, from a core of its own.
///
/// @param begin counted down when it is time
record LinesSource(Text text, int core, CountDownLatch begin) implements Source {
    private static final int LINES_AT_A_TIME = 2_048;

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public void run(SourceContext context) throws InterruptedException {
        begin.await();
        try (Cores _ = Cores.pin(core)) {
            for (int line = 0; line < text.lines(); line += LINES_AT_A_TIME) {
                int lines = Math.min(LINES_AT_A_TIME, text.lines() - line);
                context.appendLines(text.address(), text.startsAddress() + 4L * line, text.endsAddress() + 4L * line,
                        lines);
            }
        }
    }
}
