// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.Publisher;
import io.tidemill.ThreadLayout;
import io.tidemill.UserCodeException;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.recovery.Keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class PublisherLifecycleTest {
    private static final EngineConfig INLINE = NumberLines.config(ThreadLayout.inline(), Batching.natural());

    @Test
    void takesRowsOfAPublisherThatTakesThePlaceOfAClosedOne() throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected();
        try (Engine engine = NumberLines.engine(INLINE, sink)) {
            engine.start();
            for (int i = 0; i < 5; i++) {
                Publisher<Integer> publisher = NumberLines.open(engine, "publisher " + i, BackPressure.WAIT);
                publisher.append(i);
                driveUntilQuiet(engine);
                assertThat(sink.rows).hasSize(i + 1).last().isEqualTo(i + " line " + i);
                publisher.close();
            }
        }
    }

    @Test
    void aPublisherOpenedWhileItsPredecessorClosesGoesOnBehindIt() throws InterruptedException {
        try (Engine engine = new Engine(INLINE, NumberLines.plan(new NumberLines.Collected()), List.of())) {
            engine.start();
            Publisher<Integer> last = NumberLines.open(engine, "shop", BackPressure.WAIT);
            for (int round = 0; round < 2_000; round++) {
                assertThat(last.append(round)).isEqualTo(round);
                Thread closer = Thread.ofPlatform().start(last::close);
                Publisher<Integer> next = NumberLines.open(engine, "shop", BackPressure.WAIT);
                while (!next.name().equals("shop")) {
                    next.close();
                    engine.doWork();
                    next = NumberLines.open(engine, "shop", BackPressure.WAIT);
                }
                assertThat(next.rows()).isEqualTo(round + 1L);
                closer.join();
                driveUntilQuiet(engine);
                last = next;
            }
            last.close();
        }
    }

    @Test
    void aPublisherOpenedAgainWaitsForTheRowsOfItsPredecessors() throws InterruptedException {
        HeldJournal journal = new HeldJournal();
        try (Engine engine = new Engine(INLINE, NumberLines.plan(new NumberLines.Collected()), List.of(),
                Keeping.of(journal))) {
            engine.start();
            Publisher<Integer> first = NumberLines.open(engine, "shop", BackPressure.WAIT);
            long row = first.append(1, 5);
            first.close();
            NumberLines.open(engine, "shop", BackPressure.WAIT).close();
            driveUntilQuiet(engine);
            Publisher<Integer> again = NumberLines.open(engine, "shop", BackPressure.WAIT);
            assertThat(again.lastDurableId()).isEmpty();
            assertThat(again.awaitDurable(row, Duration.ofMillis(1))).isFalse();
            long next = again.append(2, 9);
            driveUntilQuiet(engine);
            assertThat(again.lastDurableId()).isEmpty();
            journal.release();
            assertThat(again.awaitDurable(row, Duration.ofSeconds(30))).isTrue();
            assertThat(again.awaitDurable(next, Duration.ofSeconds(30))).isTrue();
            assertThat(again.lastDurableId()).hasValue(9);
            again.close();
            assertThat(NumberLines.open(engine, "shop", BackPressure.WAIT).lastDurableId()).hasValue(9);
        }
    }

    @Test
    void givesBackTheMemoryOfAClosedPublisher() throws InterruptedException {
        try (Engine engine = NumberLines.engine(INLINE, new NumberLines.Collected())) {
            engine.start();
            long before = engine.budget().usedBytes();
            Publisher<Integer> publisher = NumberLines.open(engine, "rows", BackPressure.WAIT);
            publisher.append(1);
            publisher.close();
            assertThat(engine.budget().usedBytes()).isGreaterThan(before);
            driveUntilQuiet(engine);
            assertThat(engine.budget().usedBytes()).isEqualTo(before);
            assertThat(publisher.append(2)).isEqualTo(Publisher.CLOSED);
            assertThat(publisher.begin().set(0, 3L).set(1, "late").commit()).isEqualTo(Publisher.CLOSED);
            publisher.begin().set(1, "late").close();
            publisher.close();
        }
    }

    @Test
    void aPublisherThatTheBudgetHasNoRoomForLeavesNothing() throws InterruptedException {
        try (Engine engine = NumberLines.engine(INLINE, new NumberLines.Collected())) {
            engine.start();
            long room = engine.budget().availableBytes();
            long before = engine.budget().usedBytes();
            NumberLines.open(engine, "rows", BackPressure.WAIT);
            long needed = engine.budget().usedBytes() - before;
            engine.budget().reserve("the test", room - needed - needed / 2);
            assertThatThrownBy(() -> NumberLines.open(engine, "too many", BackPressure.WAIT))
                    .isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("too many");
            assertThat(engine.budget().availableBytes()).isEqualTo(needed / 2);
            engine.budget().release(room - needed - needed / 2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void refusesToOpenAPublisherOnceStopped(EngineConfig config) throws InterruptedException {
        try (Engine engine = NumberLines.engine(config, new NumberLines.Collected())) {
            engine.start();
            engine.stop(true);
            assertThatThrownBy(() -> NumberLines.open(engine, "late", BackPressure.WAIT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stopped");
            assertThat(engine.budget().usedBytes()).isZero();
        }
    }

    @Test
    void lendingNoRowsGivesTheMemoryBackAtOnce() throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected();
        AtomicInteger released = new AtomicInteger();
        try (Arena arena = Arena.ofShared(); Engine engine = NumberLines.engine(INLINE, sink)) {
            LentColumns columns = LentColumns.of(NumberLines.SCHEMA)
                    .set("number", arena.allocate(ValueLayout.JAVA_LONG))
                    .setText("text", arena.allocate(1), arena.allocate(ValueLayout.JAVA_INT));
            engine.start();
            Publisher<Integer> publisher = NumberLines.open(engine, "rows", BackPressure.REFUSE);
            for (int i = 0; i < 10; i++) {
                assertThat(publisher.lend(columns, 0, released::incrementAndGet)).isZero();
            }
            assertThat(released).hasValue(10);
            assertThat(publisher.append(5)).isZero();
            engine.stop(true);
        }
        assertThat(sink.rows).isEqualTo(List.of("5 line 5"));
    }

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void givesLentMemoryBackOnceWhenStoppedAtOnce(EngineConfig config) throws InterruptedException {
        AtomicInteger released = new AtomicInteger();
        int lent = 0;
        try (Arena arena = Arena.ofShared(); Engine engine = NumberLines.engine(config, new NumberLines.Collected())) {
            LentColumns columns = LentColumns.of(NumberLines.SCHEMA)
                    .set("number", arena.allocate(ValueLayout.JAVA_LONG, 1))
                    .setText("text", arena.allocate(1), arena.allocate(ValueLayout.JAVA_INT, 2));
            engine.start();
            Publisher<Integer> publisher = NumberLines.open(engine, "rows", BackPressure.REFUSE);
            for (int i = 0; i < 10; i++) {
                if (publisher.lend(columns, 1, released::incrementAndGet) >= 0) {
                    lent++;
                }
            }
            engine.stop(false);
            assertThat(released).hasValue(lent);
        }
        assertThat(lent).isPositive();
    }

    @Test
    void aRefusedRowLeavesNoTrace() throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected();
        try (Engine engine = NumberLines.engine(INLINE, sink)) {
            engine.start();
            Publisher<Integer> publisher = NumberLines.open(engine, "rows", BackPressure.REFUSE);
            int rows = 0;
            while (publisher.append(rows) >= 0) {
                rows++;
            }
            assertThat(publisher.append(rows)).isEqualTo(Publisher.BACK_PRESSURED);
            publisher.begin().set(0, -1L).set(1, "not committed").close();
            assertThat(publisher.begin().set(0, -1L).set(1, "refused").commit()).isEqualTo(Publisher.BACK_PRESSURED);
            publisher.begin().set(0, -1L).set(1, "not committed").close();
            assertThat(publisher.rows()).isEqualTo(rows);
            driveUntilQuiet(engine);
            assertThat(publisher.append(rows)).isEqualTo(rows);
            assertThat(publisher.begin().set(0, rows + 1L).set(1, "whole").commit()).isEqualTo(rows + 1);
            driveUntilQuiet(engine);
            assertThat(sink.rows).hasSize(rows + 2).endsWith(rows + " line " + rows, rows + 1 + " whole");
        }
    }

    @Test
    void everyLenderIsToldAlthoughOneThrows() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        try (Arena arena = Arena.ofShared()) {
            LentColumns columns = LentColumns.of(NumberLines.SCHEMA)
                    .set("number", arena.allocate(ValueLayout.JAVA_LONG, 1))
                    .setText("text", arena.allocate(1), arena.allocate(ValueLayout.JAVA_INT, 2));
            Engine engine = NumberLines.engine(INLINE, new NumberLines.Collected());
            engine.start();
            Publisher<Integer> publisher = NumberLines.open(engine, "rows", BackPressure.REFUSE);
            for (int i = 0; i < 3; i++) {
                assertThat(publisher.lend(columns, 1, () -> {
                    told.incrementAndGet();
                    throw new IllegalStateException("a lender's own");
                })).isEqualTo(i);
            }
            assertThatThrownBy(() -> engine.stop(false)).isInstanceOf(UserCodeException.class)
                    .hasMessageContaining("publisher `rows`")
                    .hasMessageContaining("a lender's own");
            assertThat(engine.isStopped()).isTrue();
        }
        assertThat(told).hasValue(3);
    }

    private static void driveUntilQuiet(Engine engine) {
        int work = 1;
        while (work > 0) {
            work = engine.doWork();
        }
    }
}
