// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.tidemill.Combiners;
import io.tidemill.DStream;
import io.tidemill.Dataset;
import io.tidemill.Pair;
import io.tidemill.PairDStream;
import io.tidemill.Row;
import io.tidemill.codec.RowValue;
import io.tidemill.conformance.Batches.Batch;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

/// T1 to T7: what is made of a batch by itself.
class StatelessTest {
    private static final Batches<String> WORDS = Batches.words("the tide the mill", "", "pond");

    record Word(String text, int letters) {}

    @Layouts
    void T1_mapMakesAValueOfEachValue(Layout layout) throws InterruptedException {
        List<Batch<Integer>> expected = List.of(Batch.at(1, 3, 4, 3, 4), Batch.at(2), Batch.at(3, 4));
        assertThat(WORDS.through(layout, words -> words.map(String::length))).isEqualTo(expected);
        assertThat(WORDS.through(layout, words -> words.map(Integer.class, String::length))).isEqualTo(expected);
        assertThat(WORDS.through(layout,
                words -> words.map(Word.class, word -> new Word(word, word.length()))
                        .map(Integer.class, Word::letters)))
                .isEqualTo(expected);
    }

    @Layouts
    void T1_mapMakesRows(Layout layout) throws InterruptedException {
        Schema schema = Schema.of(Field.of("word", Type.UTF8), Field.nullable("letters", Type.INT32));
        List<Batch<Row>> rows = WORDS.through(layout, words -> words.map(schema,
                word -> new RowValue(schema, word, word.length() == 3 ? null : word.length())));
        assertThat(rows.getLast()).isEqualTo(Batch.at(3, new RowValue(schema, "pond", 4)));
        assertThat(rows.getFirst().rows()).extracting(Row::toString)
                .containsExactly("[the,null]", "[tide,4]", "[the,null]", "[mill,4]");
    }

    @Layouts
    void T1_flatMapMakesAnyNumberOfValues(Layout layout) throws InterruptedException {
        List<Batch<String>> expected = List.of(Batch.at(1, "tide", "TIDE", "mill", "MILL"), Batch.at(2),
                Batch.at(3, "pond", "POND"));
        assertThat(WORDS.through(layout, words -> words.flatMap(StatelessTest::longWords))).isEqualTo(expected);
        assertThat(WORDS.through(layout, words -> words.flatMap(String.class, StatelessTest::longWords)))
                .isEqualTo(expected);
    }

    private static List<String> longWords(String word) {
        return word.length() == 3 ? List.of() : List.of(word, word.toUpperCase(Locale.ROOT));
    }

    @Layouts
    void T1_aFanOutOfThousandsGoesThroughSmallChunks(Layout layout) throws InterruptedException {
        List<Batch<Long>> counts = Batches.words("a b c")
                .through(layout, words -> words.flatMap(String.class, word -> Collections.nCopies(10_000, word))
                        .flatMap(word -> List.of(word, word))
                        .transform(batch -> Dataset.of(List.of(batch.count()))));
        assertThat(counts).containsExactly(Batch.at(1, 60_000L));
    }

    @Layouts
    void T1_filterKeepsWhatIsTrue(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, words -> words.filter(word -> word.length() > 3))).containsExactly(
                Batch.at(1, "tide", "mill"), Batch.at(2),
                Batch.at(3, "pond"));
    }

    @Layouts
    void T1_mapPartitionsSeesEveryValueOnce(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, words -> words.mapPartitions(Integer.class, values -> {
            List<Integer> lengths = new ArrayList<>();
            values.forEachRemaining(word -> lengths.add(word.length()));
            return lengths.iterator();
        }))).containsExactly(Batch.at(1, 3, 4, 3, 4), Batch.at(2), Batch.at(3, 4));
    }

    @Layouts
    void T1_mapValuesAndFlatMapValuesKeepTheKey(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> lengths(words).mapValues(Integer.class, letters -> -letters)
                        .filter(pair -> pair.value() < -3)))
                .containsExactly(Batch.at(1, Pair.of("tide", -4), Pair.of("mill", -4)), Batch.at(2),
                        Batch.at(3, Pair.of("pond", -4)));
        assertThat(WORDS.through(layout,
                words -> lengths(words).flatMapValues(letters -> letters == 3 ? List.of() : List.of(1, letters))))
                .containsExactly(
                        Batch.at(1, Pair.of("tide", 1), Pair.of("tide", 4), Pair.of("mill", 1), Pair.of("mill", 4)),
                        Batch.at(2),
                        Batch.at(3, Pair.of("pond", 1), Pair.of("pond", 4)));
    }

    private static PairDStream<String, Integer> lengths(DStream<String> words) {
        return words.mapToPair(String.class, Integer.class, word -> Pair.of(word, word.length()));
    }

    @Layouts
    void T2_countGivesOneNumberABatchAlsoAnEmptyOne(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, DStream::count)).containsExactly(Batch.at(1, 4L), Batch.at(2, 0L),
                Batch.at(3, 1L));
        assertThat(WORDS.through(layout, words -> words.map(word -> (Object) word).count())).containsExactly(
                Batch.at(1, 4L), Batch.at(2, 0L),
                Batch.at(3, 1L));
    }

    @Layouts
    void T2_reduceGivesNothingForAnEmptyBatch(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, words -> words.reduce((left, right) -> left + "-" + right))).containsExactly(
                Batch.at(1, "the-tide-the-mill"),
                Batch.at(2), Batch.at(3, "pond"));
    }

    @Layouts
    void T3_countByValueCountsEachValueOfABatch(Layout layout) throws InterruptedException {
        List<Batch<Pair<String, Long>>> expected = List.of(
                Batch.at(1, Pair.of("mill", 1L), Pair.of("the", 2L), Pair.of("tide", 1L)), Batch.at(2),
                Batch.at(3, Pair.of("pond", 1L)));
        assertThat(WORDS.throughSorted(layout, DStream::countByValue)).isEqualTo(expected);
        assertThat(WORDS.throughSorted(layout, words -> words.map(word -> word).countByValue())).isEqualTo(expected);
        assertThat(
                WORDS.throughSorted(layout, words -> words.map(Word.class, word -> new Word(word, 1)).countByValue())
                        .getFirst())
                .isEqualTo(Batch.at(1, Pair.of(new Word("mill", 1), 1L), Pair.of(new Word("the", 1), 2L),
                        Pair.of(new Word("tide", 1), 1L)));
    }

    @Layouts
    void T4_reduceByKeyCombinesTheValuesOfABatch(Layout layout) throws InterruptedException {
        List<Batch<Pair<Integer, String>>> expected = List.of(
                Batch.at(1, Pair.of(3, "the,the"), Pair.of(4, "tide,mill")), Batch.at(2),
                Batch.at(3, Pair.of(4, "pond")));
        assertThat(WORDS.through(layout,
                words -> words.mapToPair(word -> Pair.of(word.length(), word))
                        .reduceByKey((left, right) -> left + "," + right)))
                .isEqualTo(expected);
        assertThat(WORDS.through(layout,
                words -> words.mapToPair(Integer.class, String.class, word -> Pair.of(word.length(), word))
                        .reduceByKey((left, right) -> left + "," + right)))
                .isEqualTo(expected);
    }

    @Layouts
    void T4_combinersDoTheSameOnColumnsAndOnObjects(Layout layout) throws InterruptedException {
        assertCombined(layout,
                words -> lengths(words).mapToPair(String.class, Integer.class, pair -> Pair.of("all", pair.value())));
        assertCombined(layout, words -> lengths(words).mapToPair(pair -> Pair.of("all", pair.value())));
    }

    private static void assertCombined(Layout layout,
            Function<DStream<String>, PairDStream<String, Integer>> pairs)
            throws InterruptedException {
        assertThat(WORDS.through(layout, words -> pairs.apply(words).reduceByKey(Combiners.sum())))
                .containsExactly(
                        Batch.at(1, Pair.of("all", 14)), Batch.at(2), Batch.at(3, Pair.of("all", 4)));
        assertThat(WORDS.through(layout, words -> pairs.apply(words).reduceByKey(Combiners.min())))
                .startsWith(Batch.at(1, Pair.of("all", 3)));
        assertThat(WORDS.through(layout, words -> pairs.apply(words).reduceByKey(Combiners.max())))
                .startsWith(Batch.at(1, Pair.of("all", 4)));
        assertThat(WORDS.through(layout, words -> pairs.apply(words).reduceByKey(Combiners.count())))
                .startsWith(
                        Batch.at(1, Pair.of("all", 4L)));
    }

    @Layouts
    void T4_groupByKeyGivesAllValuesOfAKey(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> words.mapToPair(Integer.class, String.class, word -> Pair.of(word.length(), word))
                        .groupByKey()))
                .containsExactly(Batch.at(1, Pair.of(3, List.of("the", "the")), Pair.of(4, List.of("tide", "mill"))),
                        Batch.at(2),
                        Batch.at(3, Pair.of(4, List.of("pond"))));
    }

    @Layouts
    void T6_unionGivesTheValuesOfBoth(Layout layout) throws InterruptedException {
        List<Batch<String>> all = WORDS.through(layout, words -> words.filter(word -> word.length() == 3)
                .union(words.map(word -> word + "!").filter(word -> word.length() > 4))
                .union(words.filter(word -> word.equals("pond"))));
        assertThat(all.get(0).rows()).containsExactlyInAnyOrder("the", "the", "tide!", "mill!");
        assertThat(all.get(1).rows()).isEmpty();
        assertThat(all.get(2).rows()).containsExactlyInAnyOrder("pond!", "pond");
    }

    @Layouts
    void T6_aUnionWithItselfGivesEveryValueTwice(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, words -> words.union(words).count())).containsExactly(Batch.at(1, 8L),
                Batch.at(2, 0L), Batch.at(3, 2L));
    }

    @Layouts
    void T7_transformMakesWhatJavaSaysOfABatch(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, words -> words.transform(String.class, (batch, time) -> {
            List<String> sorted = batch.sortBy(word -> word).collect();
            sorted.add(time.toString());
            return Dataset.of(sorted);
        }))).containsExactly(Batch.at(1, "mill", "the", "the", "tide", "1000 ms"), Batch.at(2, "2000 ms"),
                Batch.at(3, "pond", "3000 ms"));
    }

    @Layouts
    void T1_flatMapToPairAndT7_transformToPairMakePairs(Layout layout) throws InterruptedException {
        Batches<String> words = Batches.words("a b", "", "a");
        List<Batch<Pair<String, Integer>>> expected = List.of(Batch.at(1, Pair.of("a", 2), Pair.of("b", 2)),
                Batch.at(2),
                Batch.at(3, Pair.of("a", 2)));
        assertThat(
                words.through(layout, stream -> stream.flatMapToPair(StatelessTest::twice).reduceByKey(Integer::sum)))
                .isEqualTo(expected);
        assertThat(words.through(layout,
                stream -> stream.flatMapToPair(String.class, Integer.class, StatelessTest::twice)
                        .reduceByKey(Integer::sum)))
                .isEqualTo(expected);
        assertThat(words.through(layout,
                stream -> stream.transformToPair(batch -> batch.map(word -> Pair.of(word, 2))).mapValues(two -> two)))
                .isEqualTo(expected);
        assertThat(words.through(layout,
                stream -> stream.transformToPair(String.class, Integer.class,
                        (batch, time) -> batch.map(word -> Pair.of(word, 2 + 0 * (int) time.millis())))
                        .reduceByKey(Integer::sum)))
                .isEqualTo(expected);
    }

    private static List<Pair<String, Integer>> twice(String word) {
        return List.of(Pair.of(word, 1), Pair.of(word, 1));
    }
}
