// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.List;
import java.util.Optional;

import io.tidemill.Function2;
import io.tidemill.Pair;
import io.tidemill.conformance.Batches.Batch;

import static org.assertj.core.api.Assertions.assertThat;

/// K1: state by key.
class StateTest {
    private static final Batches<String> WORDS = Batches.words("a b a", "", "b", "a");

    /// Counts a word; forgets it once nothing came for two batches in a row, the state being (count, silent batches).
    private static final Function2<List<Integer>, Optional<Long>, Optional<Long>> COUNT_UNTIL_SILENT = (values,
            state) -> {
        long before = state.orElse(0L);
        if (values.isEmpty()) {
            return before % 10 == 1 ? Optional.empty() : Optional.of(before + 1);
        }
        return Optional.of(before / 10 * 10 + 10L * values.size());
    };

    @Layouts
    void K1_updateStateByKeyIsCalledForEveryKnownKeyEveryBatchAndForgetsWhereItSaysSo(Layout layout)
            throws InterruptedException {
        List<Batch<Pair<String, Long>>> expected = List.of(Batch.at(1, Pair.of("a", 20L), Pair.of("b", 10L)),
                Batch.at(2, Pair.of("a", 21L), Pair.of("b", 11L)),
                Batch.at(3, Pair.of("b", 20L)), Batch.at(4, Pair.of("b", 21L), Pair.of("a", 10L)));
        assertThat(
                WORDS.through(layout, words -> words.mapToPair(String.class, Integer.class, word -> Pair.of(word, 1))
                        .updateStateByKey(Long.class, COUNT_UNTIL_SILENT)))
                .isEqualTo(expected);
        assertThat(WORDS.through(layout,
                words -> words.mapToPair(word -> Pair.of(word, 1)).updateStateByKey(COUNT_UNTIL_SILENT)))
                .isEqualTo(expected);
    }

    @Layouts
    void K1_keysMayHaveAStateBeforeTheFirstRowAndFunctionsMayKnowTimeAndKey(Layout layout)
            throws InterruptedException {
        assertThat(Batches.words("a", "")
                .through(layout, words -> words.mapToPair(String.class, Integer.class, word -> Pair.of(word, 1))
                        .updateStateByKey(String.class,
                                (time, key, values, state) -> Optional
                                        .of(state.orElse("") + key + values.size() + "@" + time.millis() / 1_000 + " "),
                                List.of(Pair.of("b", "known "), Pair.of("a", "too ")))))
                .containsExactly(Batch.at(1, Pair.of("b", "known b0@1 "), Pair.of("a", "too a1@1 ")),
                        Batch.at(2, Pair.of("b", "known b0@1 b0@2 "), Pair.of("a", "too a1@1 a0@2 ")));
    }

    @Layouts
    void K1_theValuesOfABatchComeInTheirOrder(Layout layout) throws InterruptedException {
        assertThat(Batches.words("1 2 3", "4 5")
                .through(layout, words -> words.mapToPair(word -> Pair.of("all", word))
                        .updateStateByKey((List<String> values, Optional<String> state) -> Optional
                                .of(state.orElse("") + String.join("", values)))))
                .containsExactly(
                        Batch.at(1, Pair.of("all", "123")), Batch.at(2, Pair.of("all", "12345")));
    }
}
