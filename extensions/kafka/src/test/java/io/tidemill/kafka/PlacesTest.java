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
        Places places = new Places(Map.of(Places.part(PARTITION, 1), 5L, Places.endPart(PARTITION), 9L));

        assertThat(places.has(PARTITION)).isTrue();
        assertThat(places.of(PARTITION)).isEqualTo(new Places.Place(1, 5));
        assertThat(places.ends()).isEqualTo(Map.of(PARTITION, 9L));
        assertThat(Places.part(PARTITION, 1)).isEqualTo("a-b.c_1-2-13");
        assertThat(Places.endPart(PARTITION)).isEqualTo("a-b.c_1-2-13:end");
    }

    @Test
    void goesByTheLatestLifeOfAPartition() {
        Places places = new Places(
                Map.of(Places.part(PARTITION, 2), 7L, Places.part(PARTITION, 1), 100L, Places.part(PARTITION, 10), 3L));

        assertThat(places.of(PARTITION)).isEqualTo(new Places.Place(10, 3));
        assertThat(Places.part(PARTITION, 10)).isEqualTo("a-b.c_1-2-13~10");
    }

    @Test
    void knowsNothingAtTheFirstStart() {
        Places places = new Places(Map.of());

        assertThat(places.isEmpty()).isTrue();
        assertThat(places.of(PARTITION)).isEqualTo(new Places.Place(1, 0));
    }
}
