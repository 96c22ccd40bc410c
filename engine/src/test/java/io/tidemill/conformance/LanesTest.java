// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Batching;
import io.tidemill.Combiners;
import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.Input;
import io.tidemill.Pair;
import io.tidemill.PlanException;
import io.tidemill.RowFailure;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What users see of lanes, beside that results are the same.
@Timeout(120)
final class LanesTest {

    private static StreamDriver driver(int lanes, RowFailure onFailure) {
        StreamingContextBuilder builder = StreamingContext.builder("lanes")
                .parallelism(lanes)
                .blockRows(2)
                .onRowFailure(onFailure);
        return StreamDriver.of(builder, Batching.every(Durations.seconds(1)));
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {1, 2, 3})
    void whatLanesGatheredIsJudgedLikeRows(int lanes) {
        try (StreamDriver driver = driver(lanes, RowFailure.SKIP)) {
            Input<Long> input = driver.context().input("numbers", Long.class);
            CollectedStream<Pair<String, Long>> sums = driver.collect(input.stream()
                    .mapToPair(String.class, Long.class, number -> Pair.of("k", number))
                    .reduceByKey(Math::addExact));
            CollectedStream<Long> all = driver.collect(input.stream().reduce(Math::addExact));
            driver.start();
            driver.push(input, 1L, 2L, Long.MAX_VALUE, 0L);
            driver.advance(Durations.seconds(1));
            assertThat(sums.rows()).containsExactly(Pair.of("k", 3L));
            assertThat(all.rows()).containsExactly(3L);
        }
    }

    @Test
    void explainSaysWhereLanesMeet() {
        try (StreamingContext ssc = StreamingContext.builder("explained").parallelism(4).build()) {
            DStream<Pair<String, Long>> counts = ssc.input("words", String.class)
                    .stream()
                    .mapToPair(String.class, Long.class, word -> Pair.of(word, 1L))
                    .reduceByKey(Combiners.sum());
            assertThat(counts.explain()).contains("in 4 lanes")
                    .contains("exchange at the end of a batch: each lane merges its hash ranges of all");
            assertThat(counts.reduce((left, _) -> left).explain())
                    .contains("exchange at the end of a batch: the first lane merges all");
        }
    }

    @Test
    void threadsThatWouldHaveNoLaneAreRefused() {
        assertThatThrownBy(() -> StreamingContext.builder("idle").layout(ThreadLayout.threads(2)).build())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("parallelism(2)");
        for (int lanes : List.of(0, 65)) {
            assertThatThrownBy(() -> StreamingContext.builder("many").parallelism(lanes))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("parallelism");
        }
    }
}
