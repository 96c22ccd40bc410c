// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.words;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;

/// One count of a whole text by a warm context with one engine thread: from the first line to the last result.
///
/// @param counts what was counted
record WordRun(long nanos, Map<String, Long> counts) {

    /// Lines appended by a source on a core of its own.
    static WordRun ofAppendedLines(Text text, WordForm form, int sourceCore, int engineCore)
            throws InterruptedException {
        Map<String, Long> counts = new HashMap<>();
        CountDownLatch begin = new CountDownLatch(1);
        try (StreamingContext context = context(engineCore)) {
            form.describe(context.source(new LinesSource(text, sourceCore, begin), String.class),
                    (word, count) -> counts.merge(word, count, Long::sum));
            context.start();
            context.awaitWarm();
            long start = System.nanoTime();
            begin.countDown();
            context.awaitInputEnd();
            context.stop(true);
            return new WordRun(System.nanoTime() - start, counts);
        }
    }

    /// The text lent as one column, in the form of columns.
    static WordRun ofLentColumn(Text text, int engineCore) throws InterruptedException {
        Map<String, Long> counts = new HashMap<>();
        try (StreamingContext context = context(engineCore)) {
            Input<Row> input = context.input("text", text.lent().schema());
            WordForm.countColumns(input.stream(), (word, count) -> counts.merge(word, count, Long::sum));
            context.start();
            context.awaitWarm();
            Publisher<Row> publisher = input.openPublisher("lender");
            long start = System.nanoTime();
            publisher.lend(text.lent(), text.lines(), () -> {});
            context.stop(true);
            return new WordRun(System.nanoTime() - start, counts);
        }
    }

    private static StreamingContext context(int engineCore) {
        return StreamingContext.builder("words").layout(ThreadLayout.one().pinnedTo(engineCore)).build();
    }

    double megabytesPerSecond(Text text) {
        return text.bytes() * 1e3 / nanos;
    }
}
