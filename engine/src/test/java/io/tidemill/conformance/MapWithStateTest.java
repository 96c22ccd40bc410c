// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.MapWithStateDStream;
import io.tidemill.Pair;
import io.tidemill.PairDStream;
import io.tidemill.PlanException;
import io.tidemill.StateSpec;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// K2 and K3: state that is mapped with rows, timeouts, snapshots.
class MapWithStateTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_124);
    private static final Batches<String> WORDS = Batches.words("a b a", "", "b", "", "a", "", "", "");

    private static StateSpec<String, Integer, Long, String> counts() {
        return StateSpec.function((word, one, count) -> {
            if (count.isTimingOut()) {
                return word + " went with " + count.get();
            }
            count.update(count.getOption().orElse(0L) + one.orElseThrow());
            return word + " " + count.get();
        });
    }

    private static PairDStream<String, Integer> ones(DStream<String> words) {
        return words.mapToPair(String.class, Integer.class, word -> Pair.of(word, 1));
    }

    @Layouts
    void K2_theFunctionIsCalledForEachRowInTheOrderInWhichTheyCame(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout, words -> ones(words).mapWithState(String.class, counts()))
                .stream()
                .filter(batch -> !batch.rows().isEmpty()))
                .containsExactly(Batch.at(1, "a 1", "b 1", "a 2"), Batch.at(3, "b 2"), Batch.at(5, "a 3"));
    }

    @Layouts
    void K3_anIdleKeyIsCalledOnceMoreInTheFirstBatchInWhichItHasBeenIdleForLonger(Layout layout)
            throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> ones(words).mapWithState(counts().timeout(Durations.seconds(2))))
                .stream()
                .filter(batch -> !batch.rows().isEmpty()))
                .containsExactly(Batch.at(1, "a 1", "b 1", "a 2"), Batch.at(3, "b 2"), Batch.at(4, "a went with 2"),
                        Batch.at(5, "a 1"), Batch.at(6, "b went with 2"), Batch.at(8, "a went with 1"));
    }

    @Layouts
    void K3_snapshotsGiveAllStatesAfterEachBatch(Layout layout) throws InterruptedException {
        assertThat(WORDS.through(layout,
                words -> ones(words)
                        .mapWithState(counts().initialState(List.of(Pair.of("c", 7L))).timeout(Durations.seconds(3)))
                        .stateSnapshots(Long.class)))
                .startsWith(Batch.at(1, Pair.of("c", 7L), Pair.of("a", 2L), Pair.of("b", 1L)),
                        Batch.at(2, Pair.of("c", 7L), Pair.of("a", 2L), Pair.of("b", 1L)),
                        Batch.at(3, Pair.of("c", 7L), Pair.of("a", 2L), Pair.of("b", 2L)),
                        Batch.at(4, Pair.of("a", 2L), Pair.of("b", 2L)),
                        Batch.at(5, Pair.of("b", 2L), Pair.of("a", 3L)));
    }

    @Layouts
    void K2_agreesWithAMapOfStates(Layout layout) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        String[] batches = IntStream.range(0, 12)
                .mapToObj(_ -> String.join(" ", random.ints(random.nextInt(60), 0, 20).mapToObj(n -> "w" + n).toList()))
                .toArray(String[]::new);
        List<List<String>> expected = new ArrayList<>();
        Map<String, Long> known = new LinkedHashMap<>();
        for (List<String> batch : Batches.words(batches).batches()) {
            List<String> rows = new ArrayList<>();
            for (String word : batch) {
                long count = known.merge(word, 1L, Long::sum);
                if (count == 4) {
                    known.remove(word);
                } else if (count != 2) {
                    rows.add(word + count);
                }
            }
            expected.add(rows);
        }
        assertThat(Batches.words(batches)
                .through(layout, words -> ones(words).mapWithState(String.class,
                        StateSpec.<String, Integer, Long, String>function((_, word, one, state) -> {
                            long count = state.getOption().orElse(0L) + one.orElseThrow();
                            if (count == 4) {
                                state.remove();
                                return Optional.empty();
                            }
                            state.update(count);
                            return count == 2 ? Optional.empty() : Optional.of(word + count);
                        })))
                .stream()
                .map(Batch::rows)
                .toList()).as("seed %d", SEED).isEqualTo(expected);
    }

    @Test
    void explainNamesTheTimeout() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            MapWithStateDStream<String, Long, String> mapped = ones(ssc.input("words", String.class).stream())
                    .mapWithState(String.class, counts().timeout(Durations.minutes(10)));
            assertThat(mapped.explain()).contains("mapWithState, keys time out after 600 s");
            assertThat(mapped.stateSnapshots().explain()).contains("stateSnapshots");
        }
    }

    @Test
    void aTimeoutIsLongerThanNothing() {
        assertThatThrownBy(() -> counts().timeout(Durations.seconds(0))).isInstanceOf(PlanException.class)
                .hasMessageContaining("MapWithStateTest.java:");
    }
}
