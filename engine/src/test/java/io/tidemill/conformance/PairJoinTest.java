// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.DStream;
import io.tidemill.Pair;
import io.tidemill.PairDStream;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// T5: joins of pairs by key, batch by batch, as Spark's guide and sources have them.
@Timeout(120)
final class PairJoinTest {
    private static final TwoStreams<String, String> STREAMS = new TwoStreams<>(String.class,
            List.of(List.of("a=1", "b=2", "a=3", "c=4"), List.of("d=5"), List.of("e=6")), String.class,
            List.of(List.of("a=7", "a=8", "d=9", "c=10"), List.of("d=11"), List.of()));

    private static Pair<String, Long> typed(String row) {
        return Pair.of(row.substring(0, 1), Long.valueOf(row.substring(2)));
    }

    private static PairDStream<String, Long> columns(DStream<String> rows) {
        return rows.mapToPair(String.class, Long.class, PairJoinTest::typed);
    }

    private static PairDStream<String, Long> objects(DStream<String> rows) {
        return rows.mapToPair(PairJoinTest::typed);
    }

    /// What comes of pairs in columns, and of Java objects.
    private static <R> List<List<R>> sorted(Layout layout,
            BiFunction<PairDStream<String, Long>, PairDStream<String, Long>, ? extends DStream<R>> pipeline)
            throws InterruptedException {
        List<List<R>> ofColumns = sortedRows(
                STREAMS.through(layout, (left, right) -> pipeline.apply(columns(left), columns(right))));
        List<List<R>> ofObjects = sortedRows(
                STREAMS.through(layout, (left, right) -> pipeline.apply(objects(left), objects(right))));
        assertThat(ofColumns).isEqualTo(ofObjects);
        return ofColumns;
    }

    private static <R> List<List<R>> sortedRows(List<List<R>> batches) {
        return batches.stream()
                .map(rows -> rows.stream().sorted(Comparator.comparing(Object::toString)).toList())
                .toList();
    }

    @Layouts
    void T5_join(Layout layout) throws InterruptedException {
        assertThat(sorted(layout, PairDStream<String, Long>::join)).isEqualTo(List.of(
                List.of(pair("a", 1L, 7L), pair("a", 1L, 8L), pair("a", 3L, 7L), pair("a", 3L, 8L),
                        pair("c", 4L, 10L)),
                List.of(pair("d", 5L, 11L)), List.of()));
    }

    private static <A, B> Pair<String, Pair<A, B>> pair(String key, A left, B right) {
        return Pair.of(key, Pair.of(left, right));
    }

    @Layouts
    void T5_outerJoins(Layout layout) throws InterruptedException {
        assertThat(sorted(layout, PairDStream<String, Long>::leftOuterJoin).getFirst()).containsExactlyInAnyOrder(
                pair("a", 1L, Optional.of(7L)), pair("a", 1L, Optional.of(8L)), pair("a", 3L, Optional.of(7L)),
                pair("a", 3L, Optional.of(8L)), pair("b", 2L, Optional.empty()), pair("c", 4L, Optional.of(10L)));
        assertThat(sorted(layout, PairDStream<String, Long>::rightOuterJoin).getFirst()).containsExactlyInAnyOrder(
                pair("a", Optional.of(1L), 7L), pair("a", Optional.of(1L), 8L), pair("a", Optional.of(3L), 7L),
                pair("a", Optional.of(3L), 8L), pair("d", Optional.empty(), 9L), pair("c", Optional.of(4L), 10L));
        assertThat(sorted(layout, PairDStream<String, Long>::fullOuterJoin)).element(2)
                .isEqualTo(List.of(pair("e", Optional.of(6L), Optional.empty())));
    }

    @Layouts
    void T5_cogroup(Layout layout) throws InterruptedException {
        assertThat(sorted(layout, PairDStream<String, Long>::cogroup).get(0)).hasSize(4)
                .contains(pair("b", List.of(2L), List.of()), pair("d", List.of(), List.of(9L)));
    }

    @Test
    void explainTellsWhatRunsInColumns() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            DStream<String> words = ssc.input("words", String.class).stream();
            assertThat(columns(words).join(columns(words)).explain()).contains("inner join on [key] = [key]");
            assertThat(columns(words).leftOuterJoin(columns(words)).explain()).contains("cogroup")
                    .contains("row by row");
        }
    }

    @Test
    void pairsOfOtherContextsAreRefused() {
        try (StreamingContext one = StreamingContext.builder("one").build();
                StreamingContext other = StreamingContext.builder("other").build()) {
            PairDStream<String, Long> left = columns(one.input("words", String.class).stream());
            PairDStream<String, Long> right = columns(other.input("words", String.class).stream());
            assertThatThrownBy(() -> left.join(right)).isInstanceOf(PlanException.class)
                    .hasMessageContaining("different contexts");
        }
    }
}
