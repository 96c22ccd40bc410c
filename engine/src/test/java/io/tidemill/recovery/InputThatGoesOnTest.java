// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.Batching;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.connector.source.TextFileSource;
import io.tidemill.testkit.ManualClock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What a start must take and do though the ones before it had little to do.
@Timeout(120)
final class InputThatGoesOnTest {
    @TempDir
    private Path directory;

    @Test
    void aQueueGoesOnThoughTheFileBesideItHasEnded() throws Exception {
        Path file = Files.writeString(directory.resolve("file.txt"), "from the file\n");
        assertThat(take(file, "queued first")).containsExactlyInAnyOrder("from the file", "queued first");
        assertThat(take(file, "queued second")).contains("queued second");
    }

    /// What comes out of a file and a queue until the context is stopped in order.
    private List<String> take(Path file, String queued) throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Queue<List<String>> queue = new ConcurrentLinkedQueue<>();
        try (StreamingContext ssc = StreamingContext.builder("two inputs")
                .batching(Batching.every(Duration.ofMillis(5)))
                .checkpoint(directory.resolve("data"))
                .build()) {
            ssc.source(new TextFileSource(file), String.class)
                    .union(ssc.queueStream(String.class, queue))
                    .foreach(lines::add);
            ssc.start();
            ssc.awaitInputEnd();
            assertThat(ssc.isComplete()).isFalse();
            queue.add(List.of(queued));
            await().atMost(30, SECONDS).until(() -> lines.contains(queued));
            ssc.stop(true);
        }
        return lines;
    }

    @Test
    void startsThatTookNothingAreNotMadeUpForBatchByBatch() throws Exception {
        ManualClock clock = ManualClock.atZero();
        assertThat(batchesOf(clock)).isZero();
        clock.advance(Duration.ofDays(300));
        assertThat(batchesOf(clock)).isLessThan(5);
    }

    private long batchesOf(ManualClock clock) throws Exception {
        try (StreamingContext ssc = StreamingContext.builder("idle")
                .layout(ThreadLayout.inline())
                .clock(clock)
                .batching(Batching.every(Duration.ofMillis(100)))
                .checkpoint(directory.resolve("idle"))
                .build()) {
            ssc.input("numbers", Long.class).stream().foreachBatch((_, _) -> {});
            ssc.start();
            for (int step = 0; step < 10_000; step++) {
                ssc.doWork();
            }
            return ssc.counters().batches.value();
        }
    }
}
