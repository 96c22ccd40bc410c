// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.DeadLetter;
import io.tidemill.IdleMode;
import io.tidemill.Publisher;
import io.tidemill.RowFailure;
import io.tidemill.ThreadLayout;
import io.tidemill.UserCodeException;
import io.tidemill.ValueFailure;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.compile.Compiler;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.connector.sink.DiscardSink;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.plan.Emit;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.RowPolicy;
import io.tidemill.runtime.recovery.Keeping;
import io.tidemill.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// How dead letters get to whoever takes them.
@Timeout(60)
class DeadLetterOutputTest {
    private static final Encoding<Integer> NUMBER = Encodings.of(Integer.class);
    private static final Encoding<String> TEXT = Encodings.of(String.class);
    private static final int FAN_OUT = 1_000;
    private static final String DEAD_LETTERS = "tidemill_operator_dead_letters_total{context=\"test\",operator=\"numbers/map\"}";

    static Stream<ThreadLayout> layouts() {
        return Stream.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two());
    }

    private static EngineConfig config(ThreadLayout layout) {
        return new EngineConfig("test", Batching.natural(), layout, IdleMode.PARK, Clock.system(), 16, 2, 1_024, 2, 2,
                64 << 20, false, new RowPolicy(RowFailure.DEAD_LETTER, ValueFailure.NULL, Optional.empty()), 1);
    }

    /// Of each number a thousand texts, on each of which a function throws.
    private static ExecutionPlan plan(Consumer<DeadLetter> taker) {
        Plan.Scan numbers = new Plan.Scan(0, "numbers", NUMBER.schema(), site("input"));
        Plan texts = new RowPlan.FlatMapRows<>(numbers, NUMBER, TEXT,
                number -> Collections.nCopies(FAN_OUT, "number " + number), site("flatMap"));
        Plan failing = new RowPlan.MapRows<String, String>(texts, TEXT, TEXT, text -> {
            throw new IllegalArgumentException("no " + text);
        }, site("map"));
        return Compiler
                .compile(List.of(numbers), List.of(new Emit.Into(failing, DiscardSink::new, site("into"))),
                        () -> MemoryBudget.limited("unused", 0))
                .withDeadLetters(taker::accept, new Site("onDeadLetter", "Main.java:12"));
    }

    private static Site site(String operation) {
        return new Site(operation, "Main.java:3");
    }

    private static Publisher<Integer> open(Engine engine) {
        return engine.openPublisher(0, "numbers", NUMBER.codec(), BackPressure.WAIT);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void handsAllOfThemOverOnceAndInOrderHoweverLittleRoomThereIs(ThreadLayout layout) throws InterruptedException {
        List<DeadLetter> taken = new ArrayList<>();
        try (Engine engine = new Engine(config(layout), plan(taken::add), List.of())) {
            engine.start();
            Publisher<Integer> publisher = open(engine);
            IntStream.range(0, 20).forEach(publisher::append);
            engine.stop(true);
            assertThat(taken).extracting(DeadLetter::values)
                    .isEqualTo(IntStream.range(0, 20)
                            .boxed()
                            .flatMap(i -> Collections.nCopies(FAN_OUT, "{\"value\":\"number " + i + "\"}").stream())
                            .toList());
            assertThat(engine.status().deadLetters()).hasSize(100)
                    .isEqualTo(taken.subList(taken.size() - 100, taken.size()));
            assertThat(engine.status().metrics()).containsEntry(DEAD_LETTERS, 20_000L)
                    .containsEntry("tidemill_sink_rows_total{context=\"test\",sink=\"dead letters\"}", 20_000L);
        }
    }

    @Test
    void countsTheRowsOfASlotOnAcrossPauses() throws InterruptedException {
        List<DeadLetter> taken = new ArrayList<>();
        try (Engine engine = new Engine(config(ThreadLayout.inline()), plan(taken::add), List.of())) {
            engine.start();
            Publisher<Integer> publisher = open(engine);
            publisher.append(1);
            publisher.append(2);
            engine.stop(true);
        }
        assertThat(taken).extracting(DeadLetter::place)
                .isEqualTo(IntStream.range(0, 2 * FAN_OUT).mapToObj(row -> "0:" + row).toList());
    }

    @Test
    void keepsThemBackUntilTheirRowsAreDurable() throws InterruptedException {
        List<DeadLetter> taken = new ArrayList<>();
        HeldJournal journal = new HeldJournal();
        try (Engine engine = new Engine(config(ThreadLayout.inline()), plan(taken::add), List.of(),
                Keeping.of(journal))) {
            engine.start();
            Publisher<Integer> publisher = open(engine);
            IntStream.range(0, 10).forEach(publisher::append);
            drive(engine);
            assertThat(engine.status().metrics().get(DEAD_LETTERS)).as("the lane waits when some wait for the journal")
                    .isBetween(1L, 500L);
            assertThat(taken).isEmpty();
            journal.release();
            drive(engine);
            assertThat(taken).hasSize(10 * FAN_OUT);
        }
    }

    private static void drive(Engine engine) {
        int work = 1;
        while (work > 0) {
            work = engine.doWork();
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void failsTheEngineByNameIfWhoeverTakesThemThrows(ThreadLayout layout) throws InterruptedException {
        try (Engine engine = new Engine(config(layout), plan(_ -> {
            throw new IllegalStateException("full");
        }), List.of())) {
            engine.start();
            open(engine).append(7);
            assertThatThrownBy(() -> {
                while (!engine.awaitTermination(1, TimeUnit.MILLISECONDS)) {
                    if (layout.isInline()) {
                        engine.doWork();
                    }
                }
            }).isInstanceOf(UserCodeException.class)
                    .hasMessageContainingAll("test, batch 0", "dead letters (onDeadLetter, built at Main.java:12)",
                            "full");
        }
    }

    @Test
    void keepsTheLatestAlsoIfNobodyTakesThem() throws InterruptedException {
        ExecutionPlan plan = plan(_ -> {});
        ExecutionPlan nobody = new ExecutionPlan(plan.inputs(), plan.stages(), plan.fedSinks(),
                plan.tickDivisorMicros(), plan.horizonMicros());
        try (Engine engine = new Engine(config(ThreadLayout.inline()), nobody, List.of())) {
            engine.start();
            open(engine).append(7);
            engine.stop(true);
            assertThat(engine.status().deadLetters()).hasSize(100);
        }
    }
}
