// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class NewestTimeTest {
    private static final long AHEAD = 100;

    /// Batches of one row each, at 1,000, 1,010 and so on.
    private static NewestTime after(long... micros) {
        NewestTime time = new NewestTime();
        long batch = 1_000;
        for (long each : micros) {
            time.add(each);
            time.endBatch(batch, AHEAD);
            batch += 10;
        }
        return time;
    }

    @Test
    void movesOnWithEveryNewerTime() {
        NewestTime time = new NewestTime();
        time.add(10);
        assertThat(time.endBatch(1_000, AHEAD)).isTrue();
        time.add(500);
        assertThat(time.endBatch(1_010, AHEAD)).isTrue();
        time.add(500);
        assertThat(time.endBatch(1_020, AHEAD)).isFalse();
        assertThat(time.micros()).isEqualTo(500);
    }

    @Test
    void leavesOutWhatIsTooFarAhead() {
        assertThat(after(10, 99_999).micros()).isEqualTo(10);
        assertThat(after(10, 1_105).micros()).as("by the batch that it came in").isEqualTo(1_105);
        assertThat(after(10, 99_999).latestMicros()).isEqualTo(1_110);
    }

    @Test
    void waitsForASecondBatchBeforeItFollowsATimeThatIsNotTheClocks() {
        assertThat(after(99_999).micros()).isEqualTo(NewestTime.NONE);
        assertThat(after(99_999).latestMicros()).isEqualTo(Long.MAX_VALUE);
        assertThat(after(99_999, 20).micros()).isEqualTo(20);
        assertThat(after(99_999, 100_050).micros()).isEqualTo(100_050);
        assertThat(after(99_999, 9_999_999).micros()).isEqualTo(99_999);
    }

    @Test
    void isNotBeforeTheBeginningOfTime() {
        NewestTime time = after(Long.MIN_VALUE + 5);
        assertThat(time.micros(10)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(time.micros(2)).isEqualTo(Long.MIN_VALUE + 3);
    }
}
