// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.Batching;
import io.tidemill.Durations;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;

import static org.assertj.core.api.Assertions.assertThat;

/// I1 to I3, as far as a context sees them.
class SourceTest {

    @Test
    void I3_aBatchTakesOneQueuedDatasetOrAllOrTheDefault() throws InterruptedException {
        assertThat(queued(true, List.of())).containsExactly("1000 ms [a, b]", "2000 ms [c]", "3000 ms []");
        assertThat(queued(false, List.of())).containsExactly("1000 ms [a, b, c]", "2000 ms []", "3000 ms []");
        assertThat(queued(true, List.of("none"))).containsExactly("1000 ms [a, b]", "2000 ms [c]", "3000 ms [none]");
    }

    private static List<String> queued(boolean oneAtATime, List<String> defaultDataset) throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        Queue<List<String>> queue = new ArrayDeque<>(List.of(List.of("a", "b"), List.of("c")));
        List<String> seen = new ArrayList<>();
        try (StreamingContext ssc = StreamingContext.builder("queue")
                .batching(Batching.every(Durations.seconds(1)))
                .layout(ThreadLayout.inline())
                .clock(clock::get)
                .build()) {
            ssc.queueStream(String.class, queue, oneAtATime, defaultDataset)
                    .foreachBatch((batch, time) -> seen.add(time + " " + batch.collect()));
            ssc.start();
            clock.set(3_000_000);
            while (ssc.doWork() > 0) {
                // as long as there is work
            }
        }
        return seen;
    }

    @Layouts
    void I2_aFileIsABoundedSource(Layout layout, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("lines.txt");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            lines.add("line " + i);
        }
        Files.write(file, lines);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (StreamingContext ssc = layout.of(StreamingContext.builder("file")).build()) {
            ssc.textFile(file).foreach(seen::add);
            ssc.start();
            ssc.awaitInputEnd();
            assertThat(seen).isEqualTo(lines);
        }
    }
}
