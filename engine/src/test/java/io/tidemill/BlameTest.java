// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.testkit.StreamDriver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// Who is blamed when something throws: the user's code by stream, operator, batch and line; nobody for an error of the machine.
class BlameTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FATAL = "fatal";

    /// A record whose own code fails for one word: its constructor when it is read, its accessor when it is written.
    record Picky(String word) {
        static boolean refusesToRead;

        Picky {
            if (refusesToRead && word.equals(FATAL)) {
                throw new IllegalStateException("no such word");
            }
        }

        @Override
        public String word() {
            if (!refusesToRead && word.equals(FATAL)) {
                throw new IllegalStateException("no such word");
            }
            return word;
        }
    }

    /// A key that cannot be hashed.
    private record Slippery(String word) {
        @Override
        public int hashCode() {
            throw new IllegalStateException("no such word");
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
    private static <T> T fail(Object value) {
        throw new IllegalStateException("no such word " + value);
    }

    private static Dataset<String> failUnlessEmpty(Dataset<String> batch) {
        return batch.count() == 0 ? batch : fail(batch.collect());
    }

    private static PairDStream<String, Long> ones(DStream<String> words) {
        return words.mapToPair(String.class, Long.class, word -> Pair.of(word, 1L));
    }

    private static Arguments function(String operation, Consumer<DStream<String>> pipeline) {
        return arguments(operation, pipeline);
    }

    static Stream<Arguments> functions() {
        return Stream.of(function("map", words -> words.map(String.class, BlameTest::fail).print()),
                function("filter", words -> words.filter(BlameTest::fail).print()),
                function("flatMap", words -> words.flatMap(String.class, BlameTest::fail).print()),
                function("mapPartitions", words -> words.mapPartitions(String.class, BlameTest::fail).print()),
                function("transform", words -> words.transform(String.class, BlameTest::failUnlessEmpty).print()),
                function("reduce", words -> words.reduce((left, right) -> fail(right)).print()),
                function("reduceByKey", words -> ones(words).reduceByKey((left, right) -> fail(right)).print()),
                function("reduceByKeyAndWindow",
                        words -> ones(words).reduceByKeyAndWindow((left, right) -> fail(right), SECOND).print()),
                function("reduceByKeyAndWindow",
                        words -> ones(words)
                                .reduceByKeyAndWindow(Long::sum, (all, left) -> all - left, SECOND, SECOND,
                                        BlameTest::fail)
                                .print()),
                function("updateStateByKey",
                        words -> ones(words).updateStateByKey(Long.class, (values, state) -> fail(state)).print()),
                function("mapWithState", words -> ones(words).mapWithState(String.class,
                        StateSpec.<String, Long, Long, String>function((word, _, _) -> fail(word))).print()),
                function("process",
                        words -> ones(words).process(String.class, (one, context) -> fail(context.key())).print()),
                function("foreach", words -> words.foreach(BlameTest::fail)),
                function("foreachRow", words -> words.foreachRow(BlameTest::fail)),
                function("foreachBatch", words -> words.foreachBatch((batch, time) -> failUnlessEmpty(batch))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void aFunctionThatThrowsIsNamed(String operation, Consumer<DStream<String>> pipeline) {
        assertThatThrownBy(() -> run(pipeline)).isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("batch 1", "words/", operation, "built at BlameTest.java:", "no such word")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    static Stream<Arguments> readers() {
        return Stream.of(function("map", words -> picky(words).map(String.class, Picky::word).print()),
                function("filter", words -> picky(words).filter(value -> true).print()),
                function("flatMap", words -> picky(words).flatMap(value -> List.of(value)).print()),
                function("reduce", words -> picky(words).reduce((left, right) -> left).print()),
                function("reduceByKey", words -> pickyKeys(words).reduceByKey(Long::sum).print()),
                function("groupByKey", words -> pickyKeys(words).groupByKey().print()),
                function("updateStateByKey",
                        words -> pickyKeys(words).updateStateByKey((values, state) -> Optional.of(1L)).print()),
                function("mapWithState",
                        words -> pickyKeys(words)
                                .mapWithState(
                                        StateSpec.<Picky, Long, Long, Long>function((_, one, _) -> one.orElse(0L)))
                                .print()),
                function("process", words -> pickyKeys(words).process((_, _) -> {}).print()),
                function("foreach", words -> picky(words).foreach(value -> {})),
                function("print", words -> picky(words).print()));
    }

    private static DStream<Picky> picky(DStream<String> words) {
        return words.select(Functions.col("value").as("word")).as(Picky.class);
    }

    /// Pairs stand between the stages, so that the records are read from columns again.
    private static PairDStream<Picky, Long> pickyKeys(DStream<String> words) {
        return words.mapToPair(Picky.class, Long.class, word -> Pair.of(new Picky(word), 1L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void aRecordWhoseConstructorThrowsIsBlamedOnWhoeverReadsIt(String operation, Consumer<DStream<String>> pipeline) {
        Picky.refusesToRead = true;
        assertThatThrownBy(() -> run(pipeline)).isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("batch 1", "words/", "built at BlameTest.java:", "no such word")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRecordWhoseAccessorThrowsIsBlamedOnWhoeverMadeIt() {
        Picky.refusesToRead = false;
        assertThatThrownBy(() -> run(words -> words.map(Picky.class, Picky::new).print()))
                .isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("batch 1", "words/map", "built at BlameTest.java:", "no such word");
    }

    @Test
    void aKeyThatCannotBeHashedIsBlamedOnWhoeverGroupsByIt() {
        assertThatThrownBy(() -> run(
                words -> words.mapToPair(word -> Pair.of(new Slippery(word), 1L)).reduceByKey(Long::sum).print()))
                .isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("reduceByKey", "built at BlameTest.java:", "no such word");
    }

    @Test
    void aFunctionThatCallsItselfWithoutEndIsNamed() {
        assertThatThrownBy(() -> run(words -> words.map(String.class, BlameTest::endless).print()))
                .isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("words/map", "StackOverflowError")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @SuppressWarnings("InfiniteRecursion") // what the test is about
    private static String endless(String word) {
        return endless(word) + word;
    }

    @Test
    void nobodyIsBlamedForAFullHeap() {
        assertThatThrownBy(() -> run(words -> words.map(String.class, word -> {
            throw new OutOfMemoryError("simulated");
        }).print())).isInstanceOf(StateException.class)
                .hasMessageContainingAll("out of memory", "simulated", "-Xmx")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aSourceThatWantsTooMuchMemoryIsNoFailureOfWhatItReads() {
        Source greedy = new Source() {
            @Override
            public String name() {
                return "greedy";
            }

            @Override
            public boolean bounded() {
                return false;
            }

            @Override
            public void run(SourceContext context) {
                context.budget().reserve("a line of the source", 1L << 60);
            }
        };
        try (StreamDriver driver = StreamDriver.every(SECOND)) {
            driver.context().source(greedy, String.class).foreach(line -> {});
            driver.start();
            assertThatThrownBy(() -> driver.runUntil(() -> false, Duration.ofSeconds(20)))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("a line of the source");
        }
    }

    private static void run(Consumer<DStream<String>> pipeline) {
        try (StreamDriver driver = StreamDriver.every(SECOND)) {
            Input<String> words = driver.context().input("words", String.class);
            pipeline.accept(words.stream());
            driver.start();
            driver.advance(SECOND);
            driver.push(words, FATAL, FATAL);
            driver.advance(SECOND);
        }
    }
}
