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
    void W3_reduceByKeyAndWindowCombinesTheBatchesOfTheWindow(int threads) throws InterruptedException {
        assertThat(WORDS.throughSorted(threads,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(4), seconds(2))))
                .isEqualTo(SLID);
        assertThat(
                WORDS.throughSorted(threads,
                        words -> objects(words).reduceByKeyAndWindow(Long::sum, seconds(4), seconds(2))))
                .isEqualTo(SLID);
        assertThat(WORDS.throughSorted(threads,
                words -> ones(words).reduceByKeyAndWindow(Combiners.sum(), seconds(4), seconds(2)))).isEqualTo(SLID);
        assertThat(WORDS.throughSorted(threads,
                words -> objects(words).reduceByKeyAndWindow(Combiners.sum(), seconds(4), seconds(2)))).isEqualTo(SLID);
        assertThat(WORDS.throughSorted(threads,
                words -> objects(words).reduceByKeyAndWindow(Combiners.count(), seconds(4), seconds(2))))
                .isEqualTo(SLID);
    }

    @Layouts
    void W3_aWindowWithoutASlideSlidesByTheBatch(int threads) throws InterruptedException {
        assertThat(WORDS.through(threads, words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(2))))
                .containsExactly(
                        Batch.at(1, Pair.of("a", 1L), Pair.of("b", 1L)),
                        Batch.at(2, Pair.of("a", 2L), Pair.of("b", 1L)), Batch.at(3, Pair.of("a", 1L)),
                        Batch.at(4, Pair.of("c", 1L)), Batch.at(5, Pair.of("c", 1L)), Batch.at(6));
    }

    @Layouts
    void W4_withAnInverseAKeyStaysForEverAsInSpark(int threads) throws InterruptedException {
        assertThat(WORDS.through(threads,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, (sum, left) -> sum - left, seconds(4),
                        seconds(2))))
                .containsExactly(SLID.get(0), SLID.get(1),
                        Batch.at(6, Pair.of("a", 0L), Pair.of("b", 0L), Pair.of("c", 1L)));
    }

    @Layouts
    void W4_droppingTheIdentityForgetsKeysThatHaveLeft(int threads) throws InterruptedException {
        assertThat(WORDS.through(threads,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, (sum, left) -> sum - left, seconds(4), seconds(2),
                        dropping(0L))))
                .isEqualTo(SLID);
        assertThat(WORDS.through(threads,
                words -> objects(words).reduceByKeyAndWindow(Long::sum, (sum, left) -> sum - left, seconds(4),
                        seconds(2), dropping(0L))))
                .isEqualTo(SLID);
    }

    @Layouts
    void C6_whatStandsOnAWindowSpeaksWhenTheWindowDoes(int threads) throws InterruptedException {
        assertThat(WORDS.through(threads,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(4), seconds(2)).count())).containsExactly(
                        Batch.at(2, 2L), Batch.at(4, 3L), Batch.at(6, 1L));
    }

    @Layouts
    void W1_aWindowOverAWindowCountsItsBatches(int threads) throws InterruptedException {
        assertThat(WORDS.through(threads,
                words -> ones(words).reduceByKeyAndWindow(Long::sum, seconds(2), seconds(2))
                        .reduceByKeyAndWindow(Long::sum,
                                seconds(4), seconds(2))))
                .isEqualTo(SLID);
    }
}
