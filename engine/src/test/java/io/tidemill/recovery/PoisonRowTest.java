// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Aggregator;
import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.DeadLetter;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.RowFailure;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;
import io.tidemill.UserCodeException;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Verdict;
import io.tidemill.plan.expr.UserAggregate;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.udaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/// A row on which user code throws, met, judged and passed: the engine stops, a verdict is given, the next start goes on without it.
@Timeout(120)
class PoisonRowTest {
    private static final String POISON = "poison";
    private static final int LINES = 300;

    @TempDir
    private Path directory;

    /// A program that makes numbers of words, and what its sinks were given.
    private static final class Numbers implements AutoCloseable {
        final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
        final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
        final StreamingContext ssc;
        private final Input<String> lines;

        /// @param fuses whether words go to the function that fails without becoming columns
        Numbers(Path data, ThreadLayout layout, boolean fuses, UnaryOperator<StreamingContextBuilder> choices) {
            ssc = choices
                    .apply(StreamingContext.builder("numbers")
                            .batching(Batching.natural())
                            .checkpoint(data)
                            .layout(layout)
                            .blockRows(16)
                            .onDeadLetter(letters::add))
                    .build();
            lines = ssc.input("lines", String.class);
            DStream<String> words = lines.stream().flatMap(String.class, line -> List.of(line.split(" ")));
            if (!fuses) {
                words.foreach(_ -> {});
            }
            words.map(Integer.class, Integer::parseInt)
                    .foreachBatch(Redelivery.ALL, (batch, _) -> numbers.addAll(batch.collect()));
        }

        /// Sends all lines that the journal does not know yet; ends in order if nothing fails.
        void run(List<String> all) throws InterruptedException {
            ssc.start();
            Publisher<String> publisher = lines.openPublisher("gateway");
            for (int id = 0; id < all.size(); id++) {
                if (publisher.append(all.get(id), id) == Publisher.FAILED) {
                    break;
                }
            }
            publisher.close();
            ssc.stop(true);
            ssc.awaitTermination();
        }

        @Override
        public void close() {
            ssc.close();
        }
    }

    private static Numbers numbers(Path data, ThreadLayout layout) {
        return new Numbers(data, layout, true, builder -> builder);
    }

    private static List<String> lines(int... poisoned) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            int line = i;
            boolean isPoisoned = IntStream.of(poisoned).anyMatch(poison -> poison == line);
            lines.add(i + " " + (isPoisoned ? POISON + " " : "") + (i + 1));
        }
        return lines;
    }

    private static List<Integer> clean() {
        return IntStream.range(0, LINES).flatMap(i -> IntStream.of(i, i + 1)).boxed().toList();
    }

    private static UserCodeException stopped(Numbers numbers, List<String> lines) {
        UserCodeException stopped = catchThrowableOfType(UserCodeException.class, () -> numbers.run(lines));
        assertThat(stopped).isNotNull().hasCauseInstanceOf(NumberFormatException.class);
        return stopped;
    }

    static Stream<ThreadLayout> layouts() {
        return Stream.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void goesOnWithoutTheRowOnceAVerdictIsGiven(ThreadLayout layout) throws Exception {
        Path data = directory.resolve("data");
        List<String> lines = lines(7, 150);
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            Ruling asked;
            try (Numbers numbers = numbers(data, layout)) {
                asked = Ruling.askedFor(stopped(numbers, lines));
            }
            try (Numbers numbers = numbers(data, layout)) {
                assertThat(Ruling.askedFor(stopped(numbers, lines))).as("the same row at each start").isEqualTo(asked);
            }
            asked.give(data, kind);
        }
        try (Numbers numbers = numbers(data, layout)) {
            numbers.run(lines);
            assertThat(numbers.numbers).isEqualTo(clean());
            assertThat(numbers.letters).singleElement().satisfies(letter -> {
                assertThat(letter.values()).isEqualTo("{\"value\":\"poison\"}");
                assertThat(letter.exception()).isEqualTo(NumberFormatException.class.getName());
            });
        }
        try (Numbers numbers = numbers(data, layout)) {
            numbers.run(lines);
            assertThat(numbers.numbers).isEqualTo(clean());
            assertThat(numbers.letters).as("not handed over again").isEmpty();
            assertThat(numbers.ssc.deadLetters()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("levels")
    void theRowIsInTheJournalWhateverThatPromises(Durability durability) throws Exception {
        Path data = directory.resolve("data");
        List<String> lines = lines(40);
        UnaryOperator<StreamingContextBuilder> choices = builder -> builder.durability(durability);
        Ruling asked;
        try (Numbers numbers = new Numbers(data, ThreadLayout.two(), true, choices)) {
            asked = Ruling.askedFor(stopped(numbers, lines));
        }
        asked.give(data, Verdict.Kind.SKIP);
        try (Numbers numbers = new Numbers(data, ThreadLayout.two(), true, choices)) {
            numbers.run(lines);
            assertThat(numbers.numbers).isEqualTo(clean());
        }
    }

    static Stream<Durability> levels() {
        return Stream.of(Durability.NONE, Durability.PROCESS, Durability.POWER,
                Durability.powerEvery(Duration.ofMillis(2)));
    }

    @Test
    void aRowHasOnePlaceHoweverTheEngineIsLaidOut() throws Exception {
        Path data = directory.resolve("data");
        List<String> lines = lines(3, 77, 78, 250);
        List<DeadLetter> first;
        try (Numbers numbers = new Numbers(data, ThreadLayout.two(), true,
                builder -> builder.onRowFailure(RowFailure.DEAD_LETTER))) {
            numbers.run(lines);
            assertThat(numbers.numbers).isEqualTo(clean());
            first = List.copyOf(numbers.letters);
            assertThat(first).hasSize(4).doesNotHaveDuplicates();
        }
        for (UnaryOperator<StreamingContextBuilder> choices : List.<UnaryOperator<StreamingContextBuilder>>of(
                builder -> builder.layout(ThreadLayout.inline()),
                builder -> builder.layout(ThreadLayout.one()).blockRows(8_192).ringSlots(2),
                builder -> builder.layout(ThreadLayout.two()).blockRows(1).outputChunks(2),
                builder -> builder.layout(ThreadLayout.inline()).blockRows(1_000).lineLimit(64))) {
            try (Numbers numbers = new Numbers(data, ThreadLayout.inline(), true,
                    builder -> choices.apply(builder.onRowFailure(RowFailure.DEAD_LETTER)))) {
                numbers.run(lines);
                assertThat(numbers.ssc.deadLetters()).isEqualTo(first);
                assertThat(numbers.numbers).isEqualTo(clean());
            }
        }
    }

    @Test
    void aRowHasTheSamePlaceWhetherOrNotFunctionsAreFused() {
        List<Ruling> asked = new ArrayList<>();
        for (boolean fuses : List.of(true, false)) {
            try (Numbers numbers = new Numbers(directory.resolve("fuses-" + fuses), ThreadLayout.inline(), fuses,
                    builder -> builder)) {
                asked.add(Ruling.askedFor(stopped(numbers, lines(9))));
            }
        }
        assertThat(asked.getFirst()).isEqualTo(asked.getLast());
        assertThat(asked.getFirst().operator()).isEqualTo("lines/map");
    }

    @Test
    void aVerdictWinsOverThePolicy() throws Exception {
        Path data = directory.resolve("data");
        List<String> lines = lines(7, 8);
        try (Numbers numbers = numbers(data, ThreadLayout.inline())) {
            Ruling.askedFor(stopped(numbers, lines)).give(copyOf(data), Verdict.Kind.SKIP);
        }
        try (Numbers numbers = new Numbers(directory.resolve("copy"), ThreadLayout.inline(), true,
                builder -> builder.onRowFailure(RowFailure.DEAD_LETTER))) {
            numbers.run(lines);
            assertThat(numbers.numbers).isEqualTo(clean());
            assertThat(numbers.letters).as("the second of two").hasSize(1);
        }
    }

    private Path copyOf(Path data) throws Exception {
        return Crash.copy(data, directory.resolve("copy"));
    }

    @Test
    void theLastOfSeveralVerdictsOnARowCounts() throws Exception {
        Path data = directory.resolve("data");
        List<String> lines = lines(7);
        Ruling asked;
        try (Numbers numbers = numbers(data, ThreadLayout.inline())) {
            asked = Ruling.askedFor(stopped(numbers, lines));
        }
        asked.give(data, Verdict.Kind.SKIP);
        asked.give(data, Verdict.Kind.DEAD_LETTER);
        try (Numbers numbers = numbers(data, ThreadLayout.inline())) {
            numbers.run(lines);
            assertThat(numbers.letters).hasSize(1);
        }
    }

    @Test
    void aVerdictOnAnotherRowLetsNothingPass() throws Exception {
        Path data = directory.resolve("data");
        List<String> lines = lines(7);
        Ruling asked;
        try (Numbers numbers = numbers(data, ThreadLayout.inline())) {
            asked = Ruling.askedFor(stopped(numbers, lines));
        }
        new Ruling(asked.place() + "0", asked.operator()).give(data, Verdict.Kind.SKIP);
        new Ruling(asked.place(), "lines/flatMap").give(data, Verdict.Kind.SKIP);
        new Ruling(asked.place(), "no such operator").give(data, Verdict.Kind.SKIP);
        try (Numbers numbers = numbers(data, ThreadLayout.inline())) {
            assertThat(Ruling.askedFor(stopped(numbers, lines))).isEqualTo(asked);
        }
    }

    /// The sum of numbers that are written as text.
    private static final class Total implements Aggregator<String, Integer, Integer> {
        @Override
        public Integer zero() {
            return 0;
        }

        @Override
        public Integer accumulate(Integer state, String word) {
            return state + Integer.parseInt(word);
        }

        @Override
        public Integer merge(Integer first, Integer second) {
            return first + second;
        }

        @Override
        public Integer finish(Integer state) {
            return state;
        }
    }

    /// Adds up all words, batch by batch; answers what the batches come to.
    private static int total(Path data, List<String> words) throws InterruptedException {
        UserAggregate total = udaf("total", new Total(), String.class, Integer.class);
        List<Integer> totals = Collections.synchronizedList(new ArrayList<>());
        try (StreamingContext ssc = StreamingContext.builder("totals")
                .batching(Batching.natural())
                .checkpoint(data)
                .blockRows(16)
                .build()) {
            Input<String> input = ssc.input("words", String.class);
            input.stream()
                    .groupBy("value")
                    .agg(total.apply(col("value")).as("total"), count().as("words"))
                    .foreachBatch(Redelivery.ALL, (batch, _) -> batch.collect()
                            .forEach(row -> totals.add(row.intAt(1))));
            ssc.start();
            Publisher<String> publisher = input.openPublisher("gateway");
            for (int id = 0; id < words.size(); id++) {
                if (publisher.append(words.get(id), id) == Publisher.FAILED) {
                    break;
                }
            }
            publisher.close();
            ssc.stop(true);
            ssc.awaitTermination();
        }
        return totals.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aVerdictLetsARowPassThatAnAggregateRefuses() throws Exception {
        Path data = directory.resolve("data");
        List<String> words = new ArrayList<>(IntStream.range(0, 100).mapToObj(Integer::toString).toList());
        words.add(40, POISON);
        UserCodeException stopped = catchThrowableOfType(UserCodeException.class, () -> total(data, words));
        assertThat(stopped).isNotNull().hasCauseInstanceOf(NumberFormatException.class);
        Ruling asked = Ruling.askedFor(stopped);
        assertThat(asked.operator()).isEqualTo("words/agg");
        assertThat(Ruling.askedFor(catchThrowableOfType(UserCodeException.class, () -> total(data, words))))
                .isEqualTo(asked);
        asked.give(data, Verdict.Kind.SKIP);
        assertThat(total(data, words)).isEqualTo(99 * 100 / 2);
    }
}
