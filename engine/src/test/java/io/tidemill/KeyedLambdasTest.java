// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tidemill.plan.Window;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class KeyedLambdasTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private StreamDriver driver = StreamDriver.every(SECOND);
    private Input<String> words = driver.context().input("words", String.class);

    @BeforeEach
    void open() {
        driver = StreamDriver.every(SECOND);
        words = driver.context().input("words", String.class);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private PairDStream<String, Long> ones() {
        return words.stream().mapToPair(String.class, Long.class, word -> Pair.of(word, 1L));
    }

    private void batches(String... batches) {
        driver.start();
        for (String batch : batches) {
            for (String word : batch.isEmpty() ? new String[0] : batch.split(" ", -1)) {
                driver.push(words, word);
            }
            driver.advance(SECOND);
        }
    }

    private static <T> List<List<T>> rows(CollectedStream<T> stream) {
        return stream.batches().stream().map(CollectedStream.Batch::rows).toList();
    }

    @Test
    void T4_reduceByKeyJoinsTheValuesOfABatchInOrderOfFirstAppearance() {
        CollectedStream<Pair<String, Long>> counts = driver.collect(ones().reduceByKey(Long::sum));
        batches("to be or not to be", "", "be");
        assertThat(rows(counts)).containsExactly(
                List.of(Pair.of("to", 2L), Pair.of("be", 2L), Pair.of("or", 1L), Pair.of("not", 1L)), List.of(),
                List.of(Pair.of("be", 1L)));
    }

    @Test
    void T4_untypedPairsAreJoinedByEqualsAndHashCode() {
        record Key(String word) {}
        CollectedStream<Pair<Key, Integer>> counts = driver
                .collect(words.stream().mapToPair(word -> Pair.of(new Key(word), 1)).reduceByKey(Integer::sum));
        batches("a b a");
        assertThat(rows(counts)).containsExactly(List.of(Pair.of(new Key("a"), 2), Pair.of(new Key("b"), 1)));
    }

    @Test
    void T4_groupByKeyKeepsTheValuesOfABatchInTheirOrder() {
        CollectedStream<Pair<Integer, List<String>>> groups = driver
                .collect(words.stream()
                        .mapToPair(Integer.class, String.class, word -> Pair.of(word.length(), word))
                        .groupByKey());
        batches("to be or not to be", "a");
        assertThat(rows(groups)).containsExactly(
                List.of(Pair.of(2, List.of("to", "be", "or", "to", "be")), Pair.of(3, List.of("not"))),
                List.of(Pair.of(1, List.of("a"))));
    }

    @Test
    void W3_aWindowJoinsItsSlidesAndForgetsKeysThatHaveLeft() {
        CollectedStream<Pair<String, Long>> counts = driver
                .collect(ones().reduceByKeyAndWindow(Long::sum, Duration.ofSeconds(2), SECOND));
        batches("a b", "a", "c", "");
        assertThat(rows(counts)).containsExactly(List.of(Pair.of("a", 1L), Pair.of("b", 1L)),
                List.of(Pair.of("a", 2L), Pair.of("b", 1L)), List.of(Pair.of("a", 1L), Pair.of("c", 1L)),
                List.of(Pair.of("c", 1L)));
    }

    @Test
    void W4_withoutAFilterWordsThatLeftTheWindowPrintOnAsZero() {
        CollectedStream<Pair<String, Long>> counts = driver.collect(ones().reduceByKeyAndWindow(Long::sum,
                (all, left) -> all - left, Duration.ofSeconds(2), SECOND));
        batches("a b", "a", "c", "", "b");
        assertThat(rows(counts)).containsExactly(List.of(Pair.of("a", 1L), Pair.of("b", 1L)),
                List.of(Pair.of("a", 2L), Pair.of("b", 1L)),
                List.of(Pair.of("a", 1L), Pair.of("b", 0L), Pair.of("c", 1L)),
                List.of(Pair.of("a", 0L), Pair.of("b", 0L), Pair.of("c", 1L)),
                List.of(Pair.of("a", 0L), Pair.of("b", 1L), Pair.of("c", 0L)));
    }

    @Test
    void W4_aFilterForgetsPairsThatItRefuses() {
        CollectedStream<Pair<String, Long>> counts = driver.collect(ones().reduceByKeyAndWindow(Long::sum,
                (all, left) -> all - left, Duration.ofSeconds(2), SECOND, pair -> pair.value() != 0));
        batches("a b", "a", "c", "", "b");
        assertThat(rows(counts)).containsExactly(List.of(Pair.of("a", 1L), Pair.of("b", 1L)),
                List.of(Pair.of("a", 2L), Pair.of("b", 1L)), List.of(Pair.of("a", 1L), Pair.of("c", 1L)),
                List.of(Pair.of("c", 1L)), List.of(Pair.of("b", 1L)));
    }

    @Test
    void K1_everyKnownKeyIsAskedEveryBatchAndAnEmptyAnswerForgetsIt() {
        CollectedStream<Pair<String, Long>> states = driver.collect(ones().updateStateByKey(Long.class,
                (values, state) -> values.isEmpty() && state.orElse(0L) == 1
                        ? Optional.empty()
                        : Optional.of(state.orElse(0L) + values.size())));
        batches("a a b", "c", "a", "");
        assertThat(rows(states)).containsExactly(List.of(Pair.of("a", 2L), Pair.of("b", 1L)),
                List.of(Pair.of("a", 2L), Pair.of("c", 1L)), List.of(Pair.of("a", 3L)), List.of(Pair.of("a", 3L)));
    }

    @Test
    void K1_aKeyIsAskedOnceABatchAndIsGoneWhenItsAnswerIsEmptyAlsoWithValues() {
        List<String> calls = new ArrayList<>();
        CollectedStream<Pair<String, Long>> states = driver.collect(ones().updateStateByKey(Long.class,
                (values, state) -> {
                    calls.add(values + " " + state);
                    return state.isPresent() ? Optional.empty() : Optional.of(1L);
                }));
        batches("a", "a", "a");
        assertThat(rows(states)).containsExactly(List.of(Pair.of("a", 1L)), List.of(), List.of(Pair.of("a", 1L)));
        assertThat(calls).containsExactly("[1] Optional.empty", "[1] Optional[1]", "[1] Optional.empty");
    }

    @Test
    void W4_aFilterThatDropsAKeyWhoseRowsAreInTheWindowIsNamed() {
        driver.collect(ones().mapValues(one -> 0L)
                .reduceByKeyAndWindow(Long::sum, (all, left) -> all - left, Duration.ofSeconds(2), SECOND,
                        Combiners.dropping(0L)));
        assertThatThrownBy(() -> batches("a", "", "")).isInstanceOf(StateException.class)
                .hasMessageContaining("key a leaves the window")
                .hasMessageContaining("which pairs to keep has dropped it while rows of it were in the window")
                .hasMessageNotContaining("hash");
    }

    @Test
    void W3_aWindowOfManySlidesTakesMemoryForThoseThatThereHaveBeen() {
        Duration most = SECOND.multipliedBy(Window.Sliding.MOST_SLIDES);
        CollectedStream<Pair<String, Long>> all = driver.collect(ones().reduceByKeyAndWindow(Long::sum, most));
        CollectedStream<Pair<String, Long>> kept = driver
                .collect(ones().reduceByKeyAndWindow(Long::sum, (sum, left) -> sum - left, most, SECOND));
        batches("a", "", "a b");
        assertThat(all.last()).containsExactly(Pair.of("a", 2L), Pair.of("b", 1L)).isEqualTo(kept.last());
    }

    @Test
    void anExceptionNamesTheOperatorTheBatchAndTheLine() {
        driver.collect(ones().reduceByKey((left, right) -> {
            throw new IllegalArgumentException("no sums today");
        }));
        driver.start();
        driver.push(words, "a", "a");
        assertThatThrownBy(() -> driver.advance(SECOND)).isInstanceOf(UserCodeException.class)
                .hasMessageContaining("batch 0")
                .hasMessageContaining("reduceByKey")
                .hasMessageContaining("KeyedLambdasTest.java:")
                .hasMessageContaining("no sums today");
    }

    @Test
    void aStateBeyondTheBudgetIsRefusedByName() {
        driver.close();
        driver = StreamDriver.of(StreamingContext.builder("small").memoryBudget(24L << 20).blockRows(1_024),
                Batching.every(SECOND));
        words = driver.context().input("words", String.class);
        driver.collect(ones().updateStateByKey(Long.class, (values, state) -> Optional.of(1L)));
        driver.start();
        Publisher<String> publisher = driver.publisher(words);
        for (int i = 0; publisher.append("word " + i) >= 0; i++) {
            assertThat(i).isLessThan(10_000_000);
        }
        assertThatThrownBy(() -> driver.advance(SECOND)).isInstanceOf(StateException.class)
                .hasMessageContaining("memory budget");
    }
}
