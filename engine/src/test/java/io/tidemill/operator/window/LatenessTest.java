// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenessTest {
    private static final long SECOND = 1_000_000;

    @Test
    void staysWithinTheTimesThatThereAre() {
        for (Lateness lateness : new Lateness[]{new Lateness(SECOND, 5, 0), new Lateness(1, 1, 0),
                new Lateness(1, 100_000, SECOND), new Lateness(Long.MAX_VALUE / 2, 1, 1)}) {
            assertThat(lateness.lateBeforeMicros(Long.MIN_VALUE)).as(lateness.toString()).isEqualTo(Long.MIN_VALUE);
            assertThat(lateness.lateBeforeMicros(Long.MIN_VALUE + 1)).as(lateness.toString())
                    .isLessThan(Long.MIN_VALUE + 2);
            assertThat(lateness.lateBeforeMicros(Long.MAX_VALUE)).as(lateness.toString()).isPositive();
            assertThat(lateness.lateBeforeMicros(Long.MAX_VALUE - 1)).as(lateness.toString())
                    .isLessThan(Long.MAX_VALUE);
        }
    }
}
