// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.codec.RowValue;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.plan.expr.UserFunction;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.rowUdaf;
import static io.tidemill.Functions.udaf;
import static io.tidemill.Functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/// What becomes of rows on which user code throws: of each operator's, by each policy.
class RowFailureTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String POISON = "poison";
    private static final List<String> LINES = List.of("to be", "or not", POISON, "to be");
    private static final List<String> WITHOUT_THE_LINE = List.of("to be", "or not", "to be");
    private static final List<String> WORD_IN_A_LINE = List.of("to be", "or poison not", "to be");
    private static final List<String> WITHOUT_THE_WORD = List.of("to be", "or not", "to be");

    private static final UserFunction CAREFUL = udf("careful", RowFailureTest::careful, String.class, String.class);

    private static final UserAggregate CHAIN = udaf("chain",
            new Chain<String>(RowFailureTest::careful, chain -> chain), String.class, String.class);
    private static final UserAggregate ROWS = rowUdaf("rows",
            new Chain<Row>(row -> careful(row.stringAt(0)) + row.intAt(1), chain -> chain), String.class, String.class,
            Integer.class);

    /// Texts one behind the other.
    record Chain<A>(UnaryFunction<A> link, UnaryFunction<String> end) implements Aggregator<A, String, String> {
        interface UnaryFunction<A> {
            String apply(A value);
        }

        @Override
        public String zero() {
            return "";
        }

        @Override
        public String accumulate(String state, A value) {
            return state + link.apply(value);
        }

        @Override
        public String merge(String first, String second) {
            return first + second;
        }

        @Override
        public String finish(String state) {
            return end.apply(state);
        }
    }

    /// What may be null.
    record Maybe(@Nullable String value) {}

    /// A pipeline, what it is fed, and what stands for the same without the row that fails.
    ///
    /// @param operator to be blamed
    /// @param row to be blamed
    record Case(String name, String operator, long row, List<String> fed, List<String> clean,
            Function<DStream<String>, DStream<?>> pipeline) {
        static Case ofLine(String name, String operator, Function<DStream<String>, DStream<?>> pipeline) {
            return new Case(name, operator, 2, LINES, WITHOUT_THE_LINE, pipeline);
        }

        static Case ofWord(String name, String operator, long row, Function<DStream<String>, DStream<?>> pipeline) {
            return new Case(name, operator, row, WORD_IN_A_LINE, WITHOUT_THE_WORD, pipeline);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// A record that cannot be read.
    record Picky(String word) {
        Picky {
            careful(word);
        }
    }

    /// A record that cannot be written.
    record Shy(String word) {
        @Override
        public String word() {
            return careful(word);
        }
    }

    /// A key that cannot be hashed.
    private record Slippery(String word) {
        @Override
        public int hashCode() {
            return careful(word).hashCode();
        }
    }

    private static String careful(String text) {
        if (text.equals(POISON)) {
            throw new IllegalStateException("no such word");
        }
        return text;
    }

    @SuppressWarnings("NullAway") // what users do
    private static String forgetful(String text) {
        return text.equals(POISON) ? null : text;
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    private static DStream<Picky> picky(DStream<String> lines) {
        return lines.select(col("value").as("word")).as(Picky.class);
    }

    private static PairDStream<String, String> pairs(DStream<String> lines) {
        return lines.mapToPair(String.class, String.class, line -> Pair.of("all", line));
    }

    private static PairDStream<Slippery, String> slippery(DStream<String> lines) {
        return lines.mapToPair(line -> Pair.of(new Slippery(line), line));
    }

    private static String joined(String left, String right) {
        return left + "," + careful(right);
    }

    private static Iterable<String> halting(String line) {
        return () -> words(line).stream().map(RowFailureTest::careful).iterator();
    }

    private static <T> Iterator<T> each(Iterator<T> values) {
        return values;
    }

    static Stream<Case> cases() {
        return Stream.of(Case.ofLine("map", "lines/map", lines -> lines.map(String.class, RowFailureTest::careful)),
                Case.ofLine("map to objects", "lines/map", lines -> lines.map(RowFailureTest::careful)),
                Case.ofLine("map that answers null", "lines/map",
                        lines -> lines.map(String.class, RowFailureTest::forgetful)),
                Case.ofLine("map that makes what cannot be written", "lines/map",
                        lines -> lines.map(Shy.class, Shy::new)),
                Case.ofLine("map of what cannot be read", "lines/map",
                        lines -> picky(lines).map(String.class, Picky::word)),
                Case.ofLine("mapToPair", "lines/mapToPair",
                        lines -> lines.mapToPair(String.class, Integer.class, line -> Pair.of(careful(line), 1))),
                Case.ofLine("filter", "lines/filter", lines -> lines.filter(line -> !careful(line).isEmpty())),
                Case.ofLine("filter of what cannot be read", "lines/filter",
                        lines -> picky(lines).filter(_ -> true).map(String.class, Picky::word)),
                Case.ofLine("flatMap", "lines/flatMap",
                        lines -> lines.flatMap(String.class, line -> words(careful(line)))),
                new Case("flatMap that throws behind some values", "lines/flatMap", 1, WORD_IN_A_LINE,
                        List.of("to be", "to be"), lines -> lines.flatMap(String.class, RowFailureTest::halting)),
                new Case("flatMap that gives a null behind some values", "lines/flatMap", 1, WORD_IN_A_LINE,
                        List.of("to be", "to be"),
                        lines -> lines.flatMap(String.class,
                                line -> words(line).stream().map(RowFailureTest::forgetful).toList())),
                new Case("flatMap that makes what cannot be written behind some values", "lines/flatMap", 1,
                        WORD_IN_A_LINE, List.of("to be", "to be"),
                        lines -> lines.flatMap(Shy.class, line -> words(line).stream().map(Shy::new).toList())),
                Case.ofWord("map, fused with the flatMap below", "lines/map", 3,
                        lines -> lines.flatMap(String.class, RowFailureTest::words)
                                .map(String.class, RowFailureTest::careful)),
                Case.ofWord("filter, fused with the flatMap below", "lines/filter", 3,
                        lines -> lines.flatMap(String.class, RowFailureTest::words)
                                .filter(word -> !careful(word).isEmpty())),
                Case.ofWord("the second map of three fused functions", "lines/map#2", 3,
                        lines -> lines.flatMap(String.class, RowFailureTest::words)
                                .map(String.class, word -> word)
                                .map(String.class, RowFailureTest::careful)),
                new Case("flatMap in the middle of fused functions", "lines/flatMap", 1, WORD_IN_A_LINE,
                        List.of("to be", "to be"),
                        lines -> lines.map(String.class, line -> line)
                                .flatMap(String.class, RowFailureTest::halting)
                                .map(String.class, word -> word + "!")),
                Case.ofLine("a function of a selected column", "lines/select",
                        lines -> lines.select(CAREFUL.apply(col("value")).as("value")).as(Maybe.class)),
                Case.ofLine("two functions that throw on the same row", "lines/select",
                        lines -> lines.select(CAREFUL.apply(col("value")).as("value"),
                                CAREFUL.withNulls().apply(col("value")).as("other"))),
                Case.ofLine("a function in a condition", "lines/where",
                        lines -> lines.where(CAREFUL.apply(col("value")).isNotNull())),
                Case.ofLine("a function in a key", "lines/agg",
                        lines -> lines.groupBy(CAREFUL.apply(col("value")).as("word")).agg(count().as("lines"))),
                Case.ofLine("a function in an aggregate", "lines/agg",
                        lines -> lines.groupBy("value").agg(count(CAREFUL.apply(col("value"))).as("lines"))),
                Case.ofLine("an aggregate of the user's", "lines/agg",
                        lines -> lines.groupBy("value")
                                .agg(count().as("lines"), CHAIN.apply(col("value")).as("chain"))),
                Case.ofLine("an aggregate of the user's in windows without keys", "lines/agg",
                        lines -> lines.groupBy()
                                .window(Durations.seconds(2), Durations.seconds(1))
                                .agg(count().as("lines"), CHAIN.apply(col("value")).as("chain"))),
                Case.ofLine("two aggregates of the user's, one of rows", "lines/agg",
                        lines -> lines.groupBy("value")
                                .agg(CHAIN.apply(col("value")).as("chain"), count().as("lines"),
                                        ROWS.apply(col("value"), 5).as("rows"))),
                Case.ofLine("mapPartitions of what cannot be read", "lines/mapPartitions",
                        lines -> picky(lines).mapPartitions(Picky.class, RowFailureTest::each)),
                Case.ofLine("reduce", "lines/reduce", lines -> lines.reduce(RowFailureTest::joined)),
                Case.ofLine("reduceByKey", "lines/reduceByKey",
                        lines -> pairs(lines).reduceByKey(RowFailureTest::joined)),
                Case.ofLine("reduceByKeyAndWindow", "lines/reduceByKeyAndWindow",
                        lines -> pairs(lines).reduceByKeyAndWindow(RowFailureTest::joined, SECOND)),
                Case.ofLine("reduceByKeyAndWindow with an inverse", "lines/reduceByKeyAndWindow",
                        lines -> pairs(lines).reduceByKeyAndWindow(RowFailureTest::joined,
                                (all, left) -> all.replace(left, ""), SECOND, SECOND)),
                Case.ofLine("groupByKey of what cannot be hashed", "lines/groupByKey",
                        lines -> slippery(lines).groupByKey().map(pair -> pair.value())),
                Case.ofLine("updateStateByKey of what cannot be hashed", "lines/updateStateByKey",
                        lines -> slippery(lines)
                                .<Integer>updateStateByKey((values, _) -> Optional.of(values.size()))
                                .map(pair -> pair.key().word() + pair.value())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stopsTheContextAndSaysWhichRowItWas(Case failing) {
        try (StreamDriver driver = driver(RowFailure.STOP)) {
            assertThatThrownBy(() -> output(driver, failing.pipeline, failing.fed))
                    .isInstanceOf(UserCodeException.class)
                    .hasMessageContainingAll("the function of " + failing.operator + " (",
                            "built at RowFailureTest.java",
                            "; this was row 0:" + failing.row + ",", "onRowFailure(SKIP)");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void skipsTheRowAndOnlyThat(Case failing) {
        try (StreamDriver driver = driver(RowFailure.SKIP)) {
            assertThat(output(driver, failing.pipeline, failing.fed)).isEqualTo(clean(failing)).isNotEmpty();
            assertThat(leftOut(driver.context(), "rows_skipped")).isEqualTo(Map.of(failing.operator, 1L));
            assertThat(leftOut(driver.context(), "dead_letters")).isEmpty();
            assertThat(driver.context().deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesTheRowADeadLetterAndOnlyThat(Case failing) {
        try (StreamDriver driver = driver(RowFailure.DEAD_LETTER)) {
            assertThat(output(driver, failing.pipeline, failing.fed)).isEqualTo(clean(failing)).isNotEmpty();
            assertThat(leftOut(driver.context(), "dead_letters")).isEqualTo(Map.of(failing.operator, 1L));
            assertThat(leftOut(driver.context(), "rows_skipped")).isEmpty();
            assertThat(driver.context().deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.context()).isEqualTo("test");
                assertThat(letter.operator()).isEqualTo(failing.operator);
                assertThat(letter.place()).isEqualTo("0:" + failing.row);
                assertThat(letter.values()).contains(POISON);
            });
        }
    }

    @Test
    void aDeadLetterShowsDecimalsBytesAndTimes() {
        Schema schema = Schema.of(Field.of("amount", Type.decimal(9, 2)), Field.of("id", Type.BINARY),
                Field.of("at", Type.TIME));
        try (StreamDriver driver = driver(RowFailure.DEAD_LETTER)) {
            Input<Row> rows = driver.context().input("rows", schema);
            rows.stream().map(Integer.class, _ -> Integer.parseInt("x")).foreach(_ -> {});
            driver.start();
            driver.push(rows, new RowValue(schema, new BigDecimal("-1.50"), new byte[]{10, -1}, LocalTime.NOON));
            driver.advance(SECOND);
            assertThat(driver.context().deadLetters()).extracting(DeadLetter::values)
                    .containsExactly("{\"amount\":-1.50,\"id\":\"0aff\",\"at\":\"12:00\"}");
        }
    }

    @Test
    void aDeadLetterHoldsTheRowByColumnsAndWhatWasThrown() {
        record Trade(String symbol, double price, @Nullable Integer size) {}
        try (StreamDriver driver = driver(RowFailure.DEAD_LETTER)) {
            Input<Trade> trades = driver.context().input("trades", Trade.class);
            trades.stream().map(Integer.class, trade -> 100 / Objects.requireNonNull(trade.size())).foreach(_ -> {});
            driver.start();
            driver.push(trades, new Trade("AC\"ME\n", 10.5, 0), new Trade("OK", 1, 1),
                    new Trade("?", Double.NaN, null));
            driver.advance(SECOND);
            assertThat(driver.context().deadLetters()).containsExactly(
                    new DeadLetter("test", "trades/map", 0, 0, "{\"symbol\":\"AC\\\"ME\\n\",\"price\":10.5,\"size\":0}",
                            "java.lang.ArithmeticException", "/ by zero"),
                    new DeadLetter("test", "trades/map", 0, 2, "{\"symbol\":\"?\",\"price\":\"NaN\",\"size\":null}",
                            "java.lang.NullPointerException",
                            driver.context().deadLetters().getLast().message()));
        }
    }

    @Test
    void countsTheRowsOfEachSlotFromZero() {
        try (StreamDriver driver = driver(RowFailure.DEAD_LETTER)) {
            Input<String> lines = driver.context().input("lines", String.class);
            lines.stream().filter(line -> !careful(line).isEmpty()).foreach(_ -> {});
            driver.start();
            for (String line : List.of("a", POISON)) {
                driver.push(lines, line, POISON);
                driver.run();
            }
            driver.advance(SECOND);
            driver.push(lines, POISON);
            driver.run();
            assertThat(driver.context().deadLetters()).extracting(DeadLetter::place)
                    .as("sequence 2 is the tick")
                    .containsExactly("0:1", "1:0", "1:1", "3:0");
        }
    }

    @Test
    void aRowThatABatchEndHandsOnBelongsToTheTick() {
        try (StreamDriver driver = driver(RowFailure.DEAD_LETTER)) {
            Input<String> lines = driver.context().input("lines", String.class);
            CollectedStream<String> out = driver.collect(lines.stream()
                    .mapToPair(String.class, Long.class, line -> Pair.of(line, 1L))
                    .reduceByKey(Long::sum)
                    .map(String.class, pair -> careful(pair.key())));
            driver.start();
            driver.push(lines, "a", POISON, "a", "b");
            driver.advance(SECOND);
            assertThat(out.rows()).containsExactly("a", "b");
            assertThat(driver.context().deadLetters()).extracting(DeadLetter::operator, DeadLetter::place)
                    .containsExactly(tuple("lines/map", "1:1"));
        }
    }

    @Test
    void whatNoSingleRowIsToBlameForAlwaysStopsTheContext() {
        for (Function<DStream<String>, DStream<?>> pipeline : List.<Function<DStream<String>, DStream<?>>>of(
                lines -> lines.mapPartitions(String.class, values -> List.of(careful(values.next())).iterator()),
                lines -> lines.transform(String.class, batch -> batch.map(RowFailureTest::careful)),
                lines -> lines.groupBy()
                        .agg(udaf("failing", new Chain<String>(line -> line, RowFailureTest::careful),
                                String.class, String.class).apply(col("value"))),
                lines -> pairs(lines).<String>updateStateByKey((values, _) -> {
                    values.forEach(RowFailureTest::careful);
                    return Optional.empty();
                }))) {
            try (StreamDriver driver = driver(RowFailure.SKIP)) {
                assertThatThrownBy(() -> output(driver, pipeline, List.of(POISON)))
                        .isInstanceOf(UserCodeException.class)
                        .hasMessageContaining("no such word");
            }
        }
    }

    @Test
    void whatAnOutputOperationThrowsAlwaysStopsTheContext() {
        try (StreamDriver driver = driver(RowFailure.SKIP)) {
            Input<String> lines = driver.context().input("lines", String.class);
            lines.stream().foreach(RowFailureTest::careful);
            driver.start();
            driver.push(lines, POISON);
            assertThatThrownBy(() -> driver.advance(SECOND)).isInstanceOf(UserCodeException.class);
        }
    }

    @Test
    void aFullMemoryIsNoRowsFault() {
        try (StreamDriver driver = driver(RowFailure.SKIP)) {
            assertThatThrownBy(() -> output(driver, lines -> lines.map(String.class, _ -> {
                throw new OutOfMemoryError("simulated");
            }), LINES)).isInstanceOf(StateException.class).hasMessageContaining("out of memory");
            assertThat(leftOut(driver.context(), "rows_skipped")).isEmpty();
        }
    }

    @Test
    void anInterruptIsNoRowsFault() {
        try (StreamDriver driver = driver(RowFailure.SKIP)) {
            assertThatThrownBy(() -> output(driver, lines -> lines.map(String.class, _ -> {
                throw new IllegalStateException(new InterruptedException("asked to stop"));
            }), LINES)).isInstanceOf(UserCodeException.class).hasMessageContaining("asked to stop");
            assertThat(leftOut(driver.context(), "rows_skipped")).isEmpty();
        }
    }

    @Test
    void aFunctionThatCatchesWhatStopsTheContextDoesNotHideIt() {
        try (StreamDriver driver = driver(RowFailure.STOP)) {
            assertThatThrownBy(() -> output(driver, lines -> picky(lines).mapPartitions(String.class, values -> {
                try {
                    values.forEachRemaining(_ -> {});
                } catch (RuntimeException _) {
                    // goes on as if nothing had been
                }
                return Arrays.asList("done").iterator();
            }), LINES)).isInstanceOf(UserCodeException.class).hasMessageContaining("this was row 0:2");
        }
    }

    private static StreamDriver driver(RowFailure policy) {
        return StreamDriver.of(StreamingContext.builder("test").onRowFailure(policy), Batching.every(SECOND));
    }

    /// Everything that a pipeline gives, as text, with two batches of the lines.
    private static List<String> output(StreamDriver driver, Function<DStream<String>, DStream<?>> pipeline,
            List<String> fed) {
        Input<String> lines = driver.context().input("lines", String.class);
        CollectedStream<?> out = driver.collect(pipeline.apply(lines.stream()));
        driver.start();
        fed.forEach(line -> driver.push(lines, line));
        driver.advance(SECOND);
        driver.push(lines, "that is", "the question");
        driver.advance(SECOND);
        return out.rows().stream().map(String::valueOf).toList();
    }

    private static List<String> clean(Case failing) {
        try (StreamDriver driver = driver(RowFailure.STOP)) {
            return output(driver, failing.pipeline, failing.clean);
        }
    }

    /// What an operator's metric counts, where it counts anything.
    private static Map<String, Long> leftOut(StreamingContext context, String what) {
        Map<String, Long> counted = new HashMap<>();
        String prefix = "tidemill_operator_" + what + "_total{context=\"test\",operator=\"";
        context.metrics().forEach((name, value) -> {
            if (name.startsWith(prefix) && value > 0) {
                counted.put(name.substring(prefix.length(), name.length() - 2), value);
            }
        });
        return counted;
    }
}
