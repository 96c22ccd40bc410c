// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.List;

import io.tidemill.Combiners;
import io.tidemill.DStream;
import io.tidemill.Pair;
import io.tidemill.PairDStream;
import io.tidemill.conformance.Batches.Batch;

import static io.tidemill.Combiners.dropping;
import static io.tidemill.Durations.seconds;
import static org.assertj.core.api.Assertions.assertThat;

/// W1 to W4: windows of pairs, by the batches' time.
class WindowTest {
    private static final Batches<String> WORDS = Batches.words("a b", "a", "", "c", "", "");

    private static PairDStream<String, Long> ones(DStream<String> words) {
        return words.mapToPair(String.class, Long.class, word -> Pair.of(word, 1L));
    }

    private static PairDStream<String, Long> objects(DStream<String> words) {
        return words.mapToPair(word -> Pair.of(word, 1L));
    }

    /// Windows of 4 s every 2 s: the first is partial, as in Spark.
    private static final List<Batch<Pair<String, Long>>> SLID = List.of(Batch.at(2, Pair.of("a", 2L), Pair.of("b", 1L)),
            Batch.at(4, Pair.of("a", 2L), Pair.of("b", 1L), Pair.of("c", 1L)), Batch.at(6, Pair.of("c", 1L)));

    @Layouts
    void W3_reduceByKeyAndWindowCombinesTheBatchesOfTheWindow(Layout layout) throws InterruptedException {
        assertThat(WORDS.throughSorted(layout,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(4), seconds(2))))
                .isEqualTo(SLID);
        assertThat(
                WORDS.throughSorted(layout,
                        words -> objects(words).reduceByKeyAndWindow(Long::sum, seconds(4), seconds(2))))
                .isEqualTo(SLID);
        assertThat(WORDS.throughSorted(layout,
                words -> ones(words).reduceByKeyAndWindow(Combiners.sum(), seconds(4), seconds(2)))).isEqualTo(SLID);
        assertThat(WORDS.throughSorted(layout,
                words -> objects(words).reduceByKeyAndWindow(Combiners.sum(), seconds(4), seconds(2)))).isEqualTo(SLID);
        assertThat(WORDS.throughSorted(layout,
                words -> objects(words).reduceByKeyAndWindow(Combiners.count(), seconds(4), seconds(2))))
                .isEqualTo(SLID);
    }

    @Layouts
    void W3_aWindowWithoutASlideSlidesByTheBatch(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(2))))
                .containsExactly(
                        Batch.at(1, Pair.of("a", 1L), Pair.of("b", 1L)),
                        Batch.at(2, Pair.of("a", 2L), Pair.of("b", 1L)), Batch.at(3, Pair.of("a", 1L)),
                        Batch.at(4, Pair.of("c", 1L)), Batch.at(5, Pair.of("c", 1L)), Batch.at(6));
    }

    @Layouts
    void W4_withAnInverseAKeyStaysForEverAsInSpark(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, (sum, left) -> sum - left, seconds(4),
                        seconds(2))))
                .containsExactly(SLID.get(0), SLID.get(1),
                        Batch.at(6, Pair.of("a", 0L), Pair.of("b", 0L), Pair.of("c", 1L)));
    }

    @Layouts
    void W4_droppingTheIdentityForgetsKeysThatHaveLeft(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, (sum, left) -> sum - left, seconds(4), seconds(2),
                        dropping(0L))))
                .isEqualTo(SLID);
        assertThat(WORDS.through(layout,
                words -> objects(words).reduceByKeyAndWindow(Long::sum, (sum, left) -> sum - left, seconds(4),
                        seconds(2), dropping(0L))))
                .isEqualTo(SLID);
    }

    @Layouts
    void C6_whatStandsOnAWindowSpeaksWhenTheWindowDoes(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(4), seconds(2)).count())).containsExactly(
                        Batch.at(2, 2L), Batch.at(4, 3L), Batch.at(6, 1L));
    }

    @Layouts
    void W1_aWindowOverAWindowCountsItsBatches(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(2), seconds(2))
                        .reduceByKeyAndWindow(Long::sum,
                                seconds(4), seconds(2))))
                .isEqualTo(SLID);
    }

    @Layouts
    void W1_aWindowHoldsTheRowsOfItsBatches(Layout layout) throws InterruptedException {
        List<Batch<String>> slid = List.of(Batch.at(2, "a", "a", "b"), Batch.at(4, "a", "a", "b", "c"),
                Batch.at(6, "c"));
        assertThat(WORDS.throughSorted(layout, words -> words.window(seconds(4), seconds(2)))).isEqualTo(slid);
        assertThat(WORDS.throughSorted(layout, words -> words.map(word -> word).window(seconds(4), seconds(2))))
                .isEqualTo(slid);
        assertThat(WORDS.through(layout, words -> words.window(seconds(2)).filter(word -> !word.equals("b"))))
                .containsExactly(Batch.at(1, "a"), Batch.at(2, "a", "a"), Batch.at(3, "a"), Batch.at(4, "c"),
                        Batch.at(5, "c"), Batch.at(6));
        assertThat(WORDS.throughSorted(layout,
                words -> ones(words).window(seconds(4), seconds(2)).reduceByKey(Combiners.sum()))).isEqualTo(SLID);
        assertThat(WORDS.throughSorted(layout,
                words -> words.window(seconds(4), seconds(2)).countByValue())).isEqualTo(SLID);
        assertThat(WORDS.through(layout, words -> words.window(seconds(2), seconds(2)).window(seconds(4)).count()))
                .containsExactly(Batch.at(2, 3L), Batch.at(4, 4L), Batch.at(6, 1L));
    }

    @Layouts
    void W2_reduceByWindowMakesOneValueOfAWindow(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> words.reduceByWindow((left, right) -> left + right, seconds(2), seconds(1))))
                .containsExactly(Batch.at(1, "ab"), Batch.at(2, "aba"), Batch.at(3, "a"), Batch.at(4, "c"),
                        Batch.at(5, "c"), Batch.at(6));
    }

    @Layouts
    void W3_combinersSlideByTheBatchWithoutASlide(Layout layout) throws InterruptedException {
        assertThat(WORDS.throughSorted(layout,
                words -> ones(words).reduceByKeyAndWindow(Combiners.sum(), seconds(2))))
                .isEqualTo(WORDS.throughSorted(layout,
                        words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(2))));
    }

    @Layouts
    void W5_countByWindowIsSilentBeforeTheFirstValueAndThenCountsDownToZero(Layout layout) throws InterruptedException {
        assertThat(Batches.words("", "a b", "", "c", "", "")
                .through(layout, words -> words.countByWindow(seconds(2), seconds(1))))
                .containsExactly(Batch.at(1), Batch.at(2, 2L), Batch.at(3, 2L), Batch.at(4, 1L), Batch.at(5, 1L),
                        Batch.at(6, 0L));
    }

    @Layouts
    void W5_countByValueAndWindowAndGroupByKeyAndWindow(Layout layout) throws InterruptedException {
        assertThat(WORDS.throughSorted(layout, words -> words.countByValueAndWindow(seconds(4), seconds(2))))
                .isEqualTo(SLID);
        assertThat(WORDS.throughSorted(layout, words -> ones(words).groupByKeyAndWindow(seconds(4), seconds(2))
                .mapValues(Long.class, all -> (long) all.size()))).isEqualTo(SLID);
        assertThat(WORDS.throughSorted(layout, words -> ones(words).groupByKeyAndWindow(seconds(1))))
                .contains(Batch.at(2, Pair.of("a", List.of(1L))));
    }
}
