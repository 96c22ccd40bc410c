// SPDX-License-Identifier: Apache-2.0
package io.tidemill.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tidemill.Batching;

import static org.assertj.core.api.Assertions.assertThat;

final class BatchClockTest {
    private static final long SECOND = 1_000_000;

    @Test
    void C5_firstBatchIsTheSmallestMultipleOfTheIntervalAfterNow() {
        BatchClock clock = new BatchClock(Batching.every(Duration.ofSeconds(2)), 0, 1_001 * SECOND);
        assertThat(clock.zeroMicros()).isEqualTo(1_000 * SECOND);
        assertThat(clock.dueMicros()).isEqualTo(1_002 * SECOND);
        BatchClock onTheDot = new BatchClock(Batching.every(Duration.ofSeconds(2)), 0, 1_002 * SECOND);
        assertThat(onTheDot.dueMicros()).isEqualTo(1_004 * SECOND);
    }

    @Test
    void missedBatchesComeInOrderOneByOne() {
        BatchClock clock = new BatchClock(Batching.every(Duration.ofSeconds(1)), 0, 0);
        long now = 3 * SECOND + 1;
        for (long expected = SECOND; expected <= 3 * SECOND; expected += SECOND) {
            assertThat(clock.isDue(now)).isTrue();
            assertThat(clock.nextBatchTimeMicros(now)).isEqualTo(expected);
            clock.end(expected, now);
        }
        assertThat(clock.isDue(now)).isFalse();
        assertThat(clock.batches()).isEqualTo(3);
    }

    @Test
    void batchTimeNeverGoesBackWhenTheClockDoes() {
        BatchClock clock = new BatchClock(Batching.natural(), 0, 1_000);
        clock.end(clock.nextBatchTimeMicros(2_000), 2_000);
        long next = clock.nextBatchTimeMicros(500);
        assertThat(next).isEqualTo(2_001);
        clock.end(next, 500);
        assertThat(clock.clampedSteps()).isEqualTo(1);
    }

    @Test
    void aNaturalBatchNeverStraddlesAMultipleOfTheDivisor() {
        BatchClock clock = new BatchClock(Batching.natural(), 10, 1_004);
        assertThat(clock.zeroMicros()).isEqualTo(1_000);
        assertThat(clock.nextBatchTimeMicros(1_007)).isEqualTo(1_007);
        clock.end(1_007, 1_007);
        assertThat(clock.isDue(1_009)).isFalse();
        assertThat(clock.isDue(1_012)).isTrue();
        assertThat(clock.nextBatchTimeMicros(1_012)).isEqualTo(1_010);
        clock.end(1_010, 1_012);
        assertThat(clock.nextBatchTimeMicros(1_012)).isEqualTo(1_012);
    }

    @Test
    void C5_goesOnInTheOldPhaseAfterARestart() {
        BatchClock clock = new BatchClock(Batching.every(Duration.ofSeconds(2)), 0, 1_000 * SECOND);
        clock.resume(7, 1_014 * SECOND);
        clock.catchUp(0);
        assertThat(clock.batches()).isEqualTo(7);
        assertThat(clock.isDue(1_015 * SECOND)).isFalse();
        assertThat(clock.nextBatchTimeMicros(1_016 * SECOND)).isEqualTo(1_016 * SECOND);
    }

    @Test
    void makesUpForMissedBatchesAsFarAsOperatorsLookBackAndThenGoesOnFromNow() {
        BatchClock clock = new BatchClock(Batching.every(Duration.ofSeconds(1)), 0, 0);
        clock.resume(10, 10 * SECOND);
        clock.catchUp(3 * SECOND);
        long now = 1_000 * SECOND + 1;
        List<Long> times = new ArrayList<>();
        while (clock.isDue(now)) {
            long time = clock.nextBatchTimeMicros(now);
            clock.end(time, now);
            times.add(time / SECOND);
        }
        assertThat(times).containsExactly(11L, 12L, 13L, 14L, 1_000L);
        assertThat(clock.batches()).isEqualTo(15);
    }

    @Test
    void missesNoBatchWhenItIsLateOnceTheCatchingUpIsOver() {
        BatchClock clock = new BatchClock(Batching.every(Duration.ofSeconds(1)), 0, 0);
        clock.resume(10, 10 * SECOND);
        clock.catchUp(0);
        clock.end(clock.nextBatchTimeMicros(11 * SECOND), 11 * SECOND);
        clock.end(clock.nextBatchTimeMicros(12 * SECOND), 12 * SECOND);
        assertThat(clock.nextBatchTimeMicros(20 * SECOND)).isEqualTo(13 * SECOND);
    }
}
