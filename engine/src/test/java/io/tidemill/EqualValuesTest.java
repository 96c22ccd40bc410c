// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.avg;
import static org.assertj.core.api.Assertions.assertThat;

/// Which values are one key, and which of two is the less: the same on columns and on Java objects, for lambdas and combiners.
final class EqualValuesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    public record Spot(double place, @Nullable Float height) {}

    private static <T, K, V> void agree(Class<T> type, List<T> rows, List<Pair<K, V>> expected,
            List<BiFunction<StreamDriver, DStream<T>, PairDStream<K, V>>> ways) {
        try (StreamDriver driver = StreamDriver.every(SECOND)) {
            Input<T> input = driver.context().input("input", type);
            List<CollectedStream<Pair<K, V>>> results = new ArrayList<>();
            ways.forEach(way -> results.add(driver.collect(way.apply(driver, input.stream()))));
            driver.start();
            rows.forEach(row -> driver.push(input, row));
            driver.advance(SECOND);
            for (int way = 0; way < results.size(); way++) {
                assertThat(results.get(way).last()).as("way %d", way).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void bothZerosAreOneKey() {
        agree(Double.class, List.of(-0.0, 0.0, Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L)),
                List.of(Pair.of(0.0, 2L), Pair.of(Double.NaN, 2L)), List.of(
                        (_, reals) -> reals.countByValue(),
                        (_, reals) -> reals.map(real -> real).countByValue(),
                        (_, reals) -> reals.mapToPair(real -> Pair.of(real, 1L)).reduceByKey(Long::sum),
                        (_, reals) -> reals.mapToPair(real -> Pair.of(real, 1L)).reduceByKey(Combiners.sum()),
                        (_, reals) -> reals.mapToPair(Double.class, Long.class, real -> Pair.of(real, 1L))
                                .reduceByKey(Long::sum),
                        (_, reals) -> reals.mapToPair(Double.class, Long.class, real -> Pair.of(real, 1L))
                                .reduceByKey(Combiners.sum()),
                        (_, reals) -> reals.mapToPair(real -> Pair.of(real, 1L))
                                .reduceByKeyAndWindow(Long::sum, (all, left) -> all - left, SECOND, SECOND)));
    }

    @Test
    void bothZerosAreOneInTheColumnsOfARecordToo() {
        agree(Double.class, List.of(-0.0, 0.0, 1.0),
                List.of(Pair.of(new Spot(0.0, 0.0f), 2L), Pair.of(new Spot(1, 1f), 1L)),
                List.of((_, reals) -> spots(reals).reduceByKey(Long::sum),
                        (_, reals) -> spots(reals).reduceByKey(Combiners.sum()),
                        (_, reals) -> spots(reals).groupByKey().mapValues(values -> (long) values.size())));
    }

    private static PairDStream<Spot, Long> spots(DStream<Double> reals) {
        return reals.mapToPair(Spot.class, Long.class, real -> Pair.of(new Spot(real, real.floatValue()), 1L));
    }

    @Test
    void bothZerosAreOneInRowsToo() {
        Schema schema = Schema.of(Field.of("value", Type.FLOAT64));
        try (StreamDriver driver = StreamDriver.every(SECOND)) {
            Input<Row> input = driver.context().input("input", schema);
            CollectedStream<Pair<Row, Integer>> counts = driver
                    .collect(input.stream().mapToPair(row -> Pair.of(row, 1)).reduceByKey(Integer::sum));
            driver.start();
            for (double real : new double[]{-0.0, 0.0}) {
                try (RowWriter row = driver.publisher(input).begin()) {
                    row.set(0, real).commit();
                }
            }
            driver.advance(SECOND);
            assertThat(counts.last()).extracting(Pair::value).containsExactly(2);
            assertThat(counts.last().getFirst().key().doubleAt(0)).isEqualTo(0.0);
        }
    }

    @Test
    void aNullKeyIsNoFloat() {
        agree(Double.class, List.of(1.0), List.of(Pair.of(new Spot(1, null), 1L)), List.of(
                (_, reals) -> reals.mapToPair(Spot.class, Long.class, real -> Pair.of(new Spot(real, null), 1L))
                        .reduceByKey(Long::sum)));
    }

    @Test
    void theLeastOfTwoZerosIsZero() {
        BiFunction<StreamDriver, DStream<Double>, PairDStream<Integer, Double>> objects = (_, reals) -> reals
                .mapToPair(real -> Pair.of((int) (real / 10), real))
                .reduceByKey(Combiners.min());
        BiFunction<StreamDriver, DStream<Double>, PairDStream<Integer, Double>> columns = (_, reals) -> reals
                .mapToPair(Integer.class, Double.class, real -> Pair.of((int) (real / 10), real))
                .reduceByKey(Combiners.min());
        agree(Double.class, List.of(0.0, -0.0, 12.0, 11.0), List.of(Pair.of(0, 0.0), Pair.of(1, 11.0)),
                List.of(objects, columns));
        agree(Double.class, List.of(-0.0), List.of(Pair.of(0, 0.0)), List.of(objects, columns));
        agree(Double.class, List.of(Double.NaN, 3.0), List.of(Pair.of(0, 3.0)), List.of(objects, columns));
    }

    @Test
    void textIsOrderedByItsUtf8Bytes() {
        List<String> ordered = List.of("", "a", "ab", "b", "\u00e4", "\ud7ff", "\ue000", "\uffff", "\ud83d\ude00",
                "\ud83d\ude01");
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(ValueOrder.compare(ordered.get(i), ordered.get(j))))
                        .as("%s and %s", ordered.get(i), ordered.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
        agree(String.class, List.of("\uffff", "\ud83d\ude00", "b"), List.of(Pair.of(1, "\ud83d\ude00")), List.of(
                (_, texts) -> texts.mapToPair(text -> Pair.of(1, text)).reduceByKey(Combiners.max()),
                (_, texts) -> texts.mapToPair(Integer.class, String.class, text -> Pair.of(1, text))
                        .reduceByKey(Combiners.max())));
    }

    @Test
    void aFusedStageSeesTheTextThatAColumnWouldHold() {
        try (StreamDriver driver = StreamDriver.every(SECOND)) {
            Input<String> input = driver.context().input("input", String.class);
            CollectedStream<Integer> fused = driver
                    .collect(halfPair(input).map(Integer.class, text -> (int) text.charAt(1)));
            DStream<String> kept = halfPair(input);
            driver.collect(kept);
            CollectedStream<Integer> apart = driver.collect(kept.map(Integer.class, text -> (int) text.charAt(1)));
            CollectedStream<Integer> flat = driver.collect(input.stream()
                    .flatMap(String.class, text -> List.of(text + '\ud83d'))
                    .map(Integer.class, text -> (int) text.charAt(1)));
            driver.start();
            driver.push(input, "a");
            driver.advance(SECOND);
            assertThat(fused.last()).containsExactly((int) '?').isEqualTo(apart.last()).isEqualTo(flat.last());
        }
    }

    private static DStream<String> halfPair(Input<String> input) {
        return input.stream().map(String.class, text -> text + '\ud83d');
    }

    @Test
    void anAverageOfIntegersAddsUpBeyondAnInt64() {
        try (StreamDriver driver = StreamDriver.every(SECOND)) {
            Input<Long> input = driver.context().input("input", Long.class);
            CollectedStream<Row> whole = driver.collect(input.stream().groupBy().agg(avg("value")));
            CollectedStream<Row> window = driver
                    .collect(input.stream().groupBy("value").window(SECOND.multipliedBy(3), SECOND).agg(avg("value")));
            driver.start();
            driver.push(input, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
            driver.advance(SECOND);
            assertThat(whole.last().getFirst().doubleAt(0)).isEqualTo((double) Long.MAX_VALUE);
            driver.push(input, Long.MIN_VALUE, Long.MIN_VALUE, 7L);
            driver.advance(SECOND);
            assertThat(window.last()).extracting(row -> row.doubleAt(1))
                    .containsExactlyInAnyOrder((double) Long.MAX_VALUE, (double) Long.MIN_VALUE, 7.0);
            driver.advance(SECOND.multipliedBy(2));
            assertThat(window.last()).extracting(row -> row.doubleAt(1))
                    .containsExactlyInAnyOrder((double) Long.MIN_VALUE, 7.0);
        }
    }
}
