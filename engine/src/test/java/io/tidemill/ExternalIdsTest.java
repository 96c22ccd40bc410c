// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class ExternalIdsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Long> seen = new ArrayList<>();
    private StreamingContext ssc;
    private Input<Long> input;

    @BeforeEach
    void start() throws InterruptedException {
        ssc = StreamingContext.builder("ids").layout(ThreadLayout.inline()).batching(Batching.natural()).build();
        input = ssc.input("numbers", Long.class);
        input.stream().foreach(seen::add);
        ssc.start();
    }

    @AfterEach
    void stop() {
        ssc.close();
    }

    @Test
    void acknowledgesARowWhenTheEngineHasTakenIt() throws InterruptedException {
        Publisher<Long> publisher = input.openPublisher("gateway");
        long row = publisher.append(5L);
        assertThat(publisher.awaitDurable(row, LONG)).isTrue();
        assertThat(publisher.awaitDurable(row, Duration.ZERO)).isTrue();
        assertThat(publisher.lastDurableId()).isEmpty();
    }

    @Test
    void refusesToWaitForARowThatWasNotAppended() {
        Publisher<Long> publisher = input.openPublisher("gateway");
        assertThatThrownBy(() -> publisher.awaitDurable(0, LONG)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway");
    }

    @Test
    void givesUpWaitingWhenTheTimeIsOver() throws InterruptedException {
        StreamingContext idle = StreamingContext.builder("idle").layout(ThreadLayout.inline()).build();
        Input<Long> rows = idle.input("numbers", Long.class);
        rows.stream().foreach(seen::add);
        try (idle) {
            idle.start();
            Publisher<Long> publisher = rows.openPublisher("gateway");
            long row = publisher.append(1L);
            assertThat(publisher.awaitDurable(row, Duration.ofNanos(1))).isIn(true, false);
            assertThat(publisher.awaitDurable(row, LONG)).isTrue();
        }
    }

    @Test
    void dropsRowsWhoseIdsAreKnownAndCountsThem() throws InterruptedException {
        Publisher<Long> publisher = input.openPublisher("gateway");
        assertThat(publisher.append(10L, 3)).isZero();
        assertThat(publisher.append(11L, 4)).isEqualTo(1);
        assertThat(publisher.append(11L, 4)).isEqualTo(1);
        assertThat(publisher.append(10L, 3)).isEqualTo(1);
        assertThat(publisher.append(12L, 9)).isEqualTo(2);
        assertThat(publisher.awaitDurable(2, LONG)).isTrue();
        assertThat(publisher.lastDurableId()).isEqualTo(OptionalLong.of(9));
        assertThat(publisher.duplicates()).isEqualTo(2);
        drive();
        assertThat(seen).containsExactly(10L, 11L, 12L);
    }

    @Test
    void refusesNegativeIds() {
        Publisher<Long> publisher = input.openPublisher("gateway");
        assertThatThrownBy(() -> publisher.append(1L, -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void remembersRowsAndIdsOfAPublisherThatWasClosed() {
        try (Publisher<Long> first = input.openPublisher("gateway")) {
            first.append(1L, 100);
            first.append(2L, 101);
        }
        Publisher<Long> second = input.openPublisher("gateway");
        assertThat(second.rows()).isEqualTo(2);
        assertThat(second.append(2L, 101)).isEqualTo(1);
        assertThat(second.append(3L, 102)).isEqualTo(2);
        drive();
        assertThat(seen).containsExactly(1L, 2L, 3L);
    }

    @Test
    void keepsIdsThroughManyBlocks() throws InterruptedException {
        Publisher<Long> publisher = input.openPublisher("gateway");
        int rows = 50_000;
        for (long row = 0; row < rows; row++) {
            assertThat(publisher.append(row, 2 * row)).isEqualTo(row);
            if (row % 7_919 == 0) {
                assertThat(publisher.awaitDurable(row, LONG)).isTrue();
                assertThat(publisher.lastDurableId()).isEqualTo(OptionalLong.of(2 * row));
            }
        }
        assertThat(publisher.awaitDurable(rows - 1, LONG)).isTrue();
        assertThat(publisher.lastDurableId()).isEqualTo(OptionalLong.of(2L * (rows - 1)));
    }

    @Test
    void tellsWaitersThatTheContextHasStopped() throws InterruptedException {
        Publisher<Long> publisher = input.openPublisher("gateway");
        long row = publisher.append(1L);
        ssc.stop(false);
        assertThatThrownBy(() -> publisher.awaitDurable(row, LONG)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before the row was durable");
    }

    private void drive() {
        for (int idle = 0; idle < 3; idle = ssc.doWork() > 0 ? 0 : idle + 1) {
            Thread.onSpinWait();
        }
    }
}
