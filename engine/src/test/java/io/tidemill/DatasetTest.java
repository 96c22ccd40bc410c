// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatasetTest {
    private static final Dataset<Pair<String, Long>> COUNTS = Dataset
            .of(List.of(Pair.of("b", 2L), Pair.of("c", 3L), Pair.of("a", 2L)));

    @Test
    void worksOnRowsInTheirOrder() {
        assertThat(COUNTS.map(Pair::value).collect()).containsExactly(2L, 3L, 2L);
        assertThat(COUNTS.filter(pair -> pair.value() == 2).map(Pair::key).collect()).containsExactly("b", "a");
        assertThat(COUNTS.take(2)).containsExactly(Pair.of("b", 2L), Pair.of("c", 3L));
        assertThat(COUNTS.take(9)).hasSize(3);
        assertThat(COUNTS.count()).isEqualTo(3);
        assertThat(COUNTS.isEmpty()).isFalse();
        List<String> seen = new ArrayList<>();
        COUNTS.foreach(pair -> seen.add(pair.key()));
        assertThat(seen).containsExactly("b", "c", "a");
    }

    @Test
    void sortsAndKeepsTheOrderOfEquals() {
        assertThat(COUNTS.sortBy(Pair::value).map(Pair::key).collect()).containsExactly("b", "a", "c");
        assertThat(COUNTS.sortBy(Pair::value, false).map(Pair::key).collect()).containsExactly("c", "b", "a");
        assertThat(COUNTS.sortByKey().map(Pair::key).collect()).containsExactly("a", "b", "c");
        assertThat(COUNTS.sortByKey(false).map(Pair::key).collect()).containsExactly("c", "b", "a");
        assertThat(COUNTS.map(Pair::key).collect()).as("the dataset itself").containsExactly("b", "c", "a");
    }

    @Test
    void saysWhatCannotBeSortedByKey() {
        assertThatThrownBy(() -> Dataset.of(List.of("x", "y")).sortByKey()).isInstanceOf(IllegalStateException.class)
                .hasMessage("sortByKey is for pairs, not for String: use sortBy");
        assertThatThrownBy(() -> Dataset.of(List.of(Pair.of(new Object(), 1), Pair.of(new Object(), 2))).sortByKey())
                .hasMessage("keys of Object have no order: use sorted(comparator)");
    }
}
