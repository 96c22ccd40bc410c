// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PaceTest {
    private static final long START = 1_800_000_000_000_000L;
    private long nowMicros = START;

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 49, 50, 61_000, 1_000_000, 1L << 30})
    void keepsItsRateWhateverItIs(long bytesPerSecond) {
        Pace pace = new Pace(bytesPerSecond, nowMicros);
        long bytes = 20 * bytesPerSecond;
        for (long left = bytes; left > 0;) {
            left -= pass(pace, (int) Math.min(left, 128 << 10));
        }
        assertThat(nowMicros - START).isBetween(19_900_000L, 20_100_000L);
    }

    @Test
    void neverLetsMoreThanAStepPassAtATimeWhileItsClockRuns() {
        Pace pace = new Pace(100_000, nowMicros);
        for (int i = 0; i < 1000; i++) {
            assertThat(pass(pace, 128 << 10)).isBetween(1, 2_100);
        }
    }

    @Test
    void waitsForNoMoreThanIsWanted() {
        Pace pace = new Pace(1000, nowMicros);
        assertThat(pace.allowed(5, nowMicros)).isZero();
        assertThat(pace.waitMillis(5)).isEqualTo(5);
        assertThat(pace.allowed(5, nowMicros + 5_000)).isEqualTo(5);
    }

    @Test
    void doesNotMakeUpForALongStop() {
        Pace pace = new Pace(1_000_000, nowMicros);
        nowMicros += 60_000_000;
        int allowed = pace.allowed(Integer.MAX_VALUE, nowMicros);
        assertThat(allowed).isEqualTo(100_000);
        pace.spend(allowed);
        assertThat(pace.allowed(Integer.MAX_VALUE, nowMicros)).isZero();
    }

    @Test
    void survivesAClockThatSteps() {
        Pace pace = new Pace(1_000_000, nowMicros);
        assertThat(pace.allowed(1000, nowMicros - 3_600_000_000L)).isZero();
        assertThat(pace.allowed(1000, nowMicros - 3_600_000_000L + 1_000)).isEqualTo(1000);
        assertThat(pace.allowed(1 << 30, nowMicros + 3_600_000_000L)).isEqualTo(100_000);
    }

    @Test
    void spendsWhatItEarnsAtOddMoments() {
        SplittableRandom random = new SplittableRandom(7);
        Pace pace = new Pace(123_457, nowMicros);
        long passed = 0;
        while (nowMicros - START < 30_000_000) {
            nowMicros += random.nextInt(1, 30_000);
            int allowed = pace.allowed(1 << 20, nowMicros);
            pace.spend(allowed);
            passed += allowed;
        }
        assertThat(passed).isBetween(30L * 123_457 - 15_000, 30L * 123_457 + 15_000);
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatThrownBy(() -> new Pace(0, nowMicros)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> new Pace(Long.MAX_VALUE, nowMicros)).hasMessageContaining("9,223,372,036,854,775,807");
    }

    /// Passes what is allowed, as a source does: it sleeps until something is.
    private int pass(Pace pace, int wanted) {
        int allowed = pace.allowed(wanted, nowMicros);
        for (int sleeps = 0; allowed == 0; sleeps++) {
            assertThat(sleeps).as("sleeps for %d bytes", wanted).isLessThan(3);
            long millis = pace.waitMillis(wanted);
            assertThat(millis).isPositive();
            nowMicros += 1000 * millis;
            allowed = pace.allowed(wanted, nowMicros);
        }
        pace.spend(allowed);
        return allowed;
    }
}
