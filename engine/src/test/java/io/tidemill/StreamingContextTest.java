// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.tidemill.plan.expr.Expr;

import static io.tidemill.Durations.millis;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamingContextTest {
    private final StreamingContext ssc = StreamingContext.builder("life")
            .layout(ThreadLayout.inline())
            .batching(Batching.every(millis(10)))
            .build();
    private final Input<String> lines = ssc.input("lines", String.class);

    private volatile boolean stopped;

    @Test
    void C2_goesFromInitializedToActiveToStopped() throws InterruptedException {
        lines.stream().foreach(line -> {});
        assertThat(ssc.state()).isEqualTo(ContextState.INITIALIZED);
        ssc.start();
        assertThat(ssc.state()).isEqualTo(ContextState.ACTIVE);
        ssc.stop(true);
        assertThat(ssc.state()).isEqualTo(ContextState.STOPPED);
        ssc.stop(true);
        ssc.close();
    }

    @Test
    void C2_aSecondStartIsOnlyAWarning() throws InterruptedException {
        lines.stream().foreach(line -> {});
        ssc.start();
        assertThatCode(ssc::start).doesNotThrowAnyException();
        ssc.close();
    }

    @Test
    void C2_aStoppedContextCannotStartAgain() throws InterruptedException {
        lines.stream().foreach(line -> {});
        ssc.start();
        ssc.close();
        refused(ssc::start, "context `life` was stopped, for good: build a new one to start");
    }

    @Test
    void C2_nothingCanBeAddedAfterTheStart() throws InterruptedException {
        DStream<String> stream = lines.stream();
        stream.foreach(line -> {});
        ssc.start();
        refused(() -> stream.map(String::length), "context `life` is running: call map before start");
        refused(() -> stream.print(), "context `life` is running: call print before start");
        refused(() -> ssc.input("more", String.class), "context `life` is running: call input before start");
        refused(() -> ssc.socketTextStream("localhost", 9), "call socketTextStream before start");
        ssc.close();
        refused(() -> stream.map(String::length), "context `life` was stopped, for good: build a new one to map");
    }

    @Test
    void C4_aContextWithoutAnOutputOperationDoesNotStart() {
        lines.stream().map(String::length);
        assertThatThrownBy(ssc::start).isInstanceOf(PlanException.class)
                .hasMessage(
                        "context `life` has nothing to do: give a stream an output operation, such as print(), before start");
        assertThat(ssc.state()).isEqualTo(ContextState.INITIALIZED);
        ssc.close();
    }

    @Test
    void callsThatNeedARunningContextSaySo() throws InterruptedException {
        refused(() -> lines.openPublisher("one"),
                "context `life` has not been started: call start before openPublisher");
        refused(ssc::doWork, "call start before doWork");
        refused(ssc::awaitTermination, "call start before awaitTermination");
        lines.stream().foreach(line -> {});
        ssc.start();
        ssc.close();
        refused(() -> lines.openPublisher("one"), "context `life` was stopped");
        refused(ssc::doWork, "context `life` was stopped");
        refused(ssc::awaitWarm, "context `life` was stopped");
        assertThat(ssc.awaitTerminationOrTimeout(Duration.ZERO)).isTrue();
        ssc.awaitTermination();
    }

    @Test
    void C3_contextsRunSideBySide() throws InterruptedException {
        lines.stream().foreach(line -> {});
        ssc.start();
        try (StreamingContext other = StreamingContext.builder("life").layout(ThreadLayout.inline()).build()) {
            other.input("lines", String.class).stream().foreach(line -> {});
            other.start();
            assertThat(other.state()).isEqualTo(ssc.state()).isEqualTo(ContextState.ACTIVE);
        }
        ssc.close();
    }

    @Test
    void sourcesOfTheSameNameAreToldApart() throws InterruptedException {
        DStream<String> first = ssc.socketTextStream("localhost", 9999);
        DStream<String> second = ssc.socketTextStream("localhost", 9999);
        assertThat(first.union(second).explain()).contains("input socket localhost:9999 ",
                "input socket localhost:9999#2 ");
        first.union(second).foreach(line -> {});
        ssc.start();
        assertThat(ssc.sourceStates()).containsOnlyKeys("socket localhost:9999", "socket localhost:9999#2");
        ssc.close();
    }

    @Test
    void explainShowsWhatIsComputedOnceAndWhatWasComputedBefore() {
        Input<Integer> numbers = ssc.input("numbers", Integer.class);
        Expr square = col("value").times(col("value"));
        assertThat(numbers.stream()
                .where(col("value").gt(lit(60).times(60)))
                .select(square.plus(1).as("more"), square.minus(1).as("less"))
                .explain()).contains("where (value > 3600) ")
                .contains("select [((value * value) + 1), ((value * value) - 1)] ")
                .contains(" (once a chunk: [(value * value)])");
    }

    @Test
    void openPublishersOfTheSameNameAreToldApart() throws InterruptedException {
        lines.stream().foreach(line -> {});
        ssc.start();
        Publisher<String> first = lines.openPublisher("gateway");
        assertThat(lines.openPublisher("gateway").name()).isEqualTo("gateway#2");
        first.close();
        assertThat(lines.openPublisher("gateway").name()).isEqualTo("gateway");
        assertThatThrownBy(() -> lines.openPublisher("")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a publisher of input `lines` needs a name");
        ssc.close();
    }

    @Test
    void C7_waitsForeverWhenToldToWaitForAVeryLongTime() throws Exception {
        lines.stream().foreach(line -> {});
        ssc.start();
        assertThat(ssc.awaitTerminationOrTimeout(1)).isFalse();
        assertThat(ssc.awaitTerminationOrTimeout(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                stopped = ssc.awaitTerminationOrTimeout(Duration.ofSeconds(Long.MAX_VALUE));
            } catch (InterruptedException unexpected) {
                Thread.currentThread().interrupt();
            }
        });
        ssc.stop();
        waiting.join();
        assertThat(stopped).isTrue();
        assertThat(ssc.awaitInputEnd(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void theBuilderChecksWhatItIsTold() {
        StreamingContextBuilder builder = StreamingContext.builder("choices");
        wrong(() -> StreamingContext.builder(" "), "a context needs a name");
        wrong(() -> builder.blockRows(0), "blockRows must be between 1 and 65,536, was 0");
        wrong(() -> builder.blocksPerPublisher(3), "blocksPerPublisher must be a power of two, was 3");
        wrong(() -> builder.ringSlots(1), "ringSlots must be between 2 and 1,048,576, was 1");
        wrong(() -> builder.ringSlots(100), "ringSlots must be a power of two, was 100");
        wrong(() -> builder.outputChunks(1), "outputChunks must be between 2 and 65,536, was 1");
        wrong(() -> builder.lineLimit(0), "lineLimit must be between 1 and 268,435,456, was 0");
        wrong(() -> builder.memoryBudget(1), "memoryBudget must be 65,536 at least, was 1");
        wrong(() -> builder.batching(Batching.every(Duration.ZERO)),
                "the batch interval must be a microsecond at least");
        wrong(() -> Batching.every(Duration.ofNanos(100_000_500)),
                "the batch interval of PT0.1000005S is no whole number of microseconds");
        wrong(() -> Batching.every(Duration.ofSeconds(Long.MAX_VALUE)), "is too long: PT876000000H is the most");
        wrong(() -> builder.layout(ThreadLayout.two().pinnedTo(1)), "2 engine threads cannot be pinned to 1 cores");
    }

    private static void refused(ThrowingCallable call, String said) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining(said);
    }

    private static void wrong(ThrowingCallable call, String said) {
        assertThatThrownBy(call).isInstanceOf(PlanException.class).hasMessageContaining(said);
    }
}
