// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlacesTest {
    private static final TopicPartition PARTITION = new TopicPartition("a-b.c_1-2", 13);

    @Test
    void readsBackWhatItNames() {
        Places places = new Places(
                Map.of(Places.part(PARTITION), 5L, Places.endPart(PARTITION), 9L, Places.PLACED, 1L));

        assertThat(places.isRestart()).isTrue();
        assertThat(places.partitions()).containsExactly(PARTITION);
        assertThat(places.has(PARTITION)).isTrue();
        assertThat(places.of(PARTITION)).isEqualTo(5);
        assertThat(places.ends()).isEqualTo(Map.of(PARTITION, 9L));
        assertThat(Places.part(PARTITION)).isEqualTo("a-b.c_1-2-13");
        assertThat(Places.endPart(PARTITION)).isEqualTo("a-b.c_1-2-13:end");
    }

    @Test
    void isNoRestartAsLongAsTheFirstStartHasNotNotedAll() {
        Places places = new Places(Map.of(Places.part(PARTITION), 5L));

        assertThat(places.isRestart()).isFalse();
        assertThat(places.of(PARTITION)).isEqualTo(5);
    }

    @Test
    void knowsNothingAtTheFirstStart() {
        Places places = new Places(Map.of());

        assertThat(places.isRestart()).isFalse();
        assertThat(places.has(PARTITION)).isFalse();
        assertThat(places.partitions()).isEmpty();
        assertThat(places.of(PARTITION)).isZero();
    }
}
