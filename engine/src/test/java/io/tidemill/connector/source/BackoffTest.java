// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    @Test
    void doublesUpToItsLimit() {
        Backoff backoff = new Backoff(100, 5000, 1);
        for (long due : new long[]{100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000}) {
            assertThat(backoff.nextMillis()).isBetween(due / 2, due);
        }
    }

    @Test
    void beginsAnewAfterSuccess() {
        Backoff backoff = new Backoff(100, 5000, 1);
        LongStream.range(0, 10).forEach(attempt -> backoff.nextMillis());
        backoff.reset();
        assertThat(backoff.nextMillis()).isBetween(50L, 100L);
    }

    @Test
    void drawsTheSameWaitsFromTheSameSeedAndOthersFromAnother() {
        assertThat(waits(3)).isEqualTo(waits(3)).isNotEqualTo(waits(4));
    }

    @Test
    void neverComesBackAtOnce() {
        Backoff backoff = new Backoff(1, 1, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.nextMillis()).isEqualTo(1);
        }
    }

    private static List<Long> waits(long seed) {
        Backoff backoff = new Backoff(100, 5000, seed);
        return LongStream.range(0, 20).map(attempt -> backoff.nextMillis()).boxed().toList();
    }
}
