// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import io.tidemill.operator.Sides;
import io.tidemill.ring.LaneProgress;
import io.tidemill.ring.LaneSteps;

/// Two lanes gather numbers, freeze them at a tick and read what the other one froze: always all of it and nothing of the next batch,
/// though each fills its other side while the slower one still reads.
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "each lane read whole sides of the right tick")
@State
public class LaneExchangeStress {
    private static final int TICKS = 4;
    private static final int NUMBERS = 4;
    private final LaneSteps steps = new LaneSteps(1);
    private final LaneProgress progress = new LaneProgress(2);
    private final Lane[] lanes = {new Lane(), new Lane()};

    private static final class Lane {
        private final Sides<long[]> sides = new Sides<>(new long[NUMBERS], new long[NUMBERS]);
    }

    @Actor
    public void first(ZZ_Result result) {
        result.r1 = run(0);
    }

    @Actor
    public void second(ZZ_Result result) {
        result.r2 = run(1);
    }

    private boolean run(int lane) {
        Sides<long[]> mine = lanes[lane].sides;
        boolean whole = true;
        for (int tick = 0; tick < TICKS; tick++) {
            progress.reach(lane, steps.first(tick));
            fill(mine.current(), tick + 1);
            long step = steps.giving(tick, 0);
            progress.reach(lane, step);
            while (!progress.haveAllReached(step)) {
                Thread.onSpinWait();
            }
            whole &= holds(mine.frozenBy(lanes[1 - lane].sides), tick + 1);
            fill(mine.turn(), 0);
        }
        progress.reach(lane, steps.first(TICKS));
        return whole;
    }

    private static void fill(long[] side, long number) {
        for (int i = 0; i < NUMBERS; i++) {
            side[i] = number;
        }
    }

    private static boolean holds(long[] side, long number) {
        for (long each : side) {
            if (each != number) {
                return false;
            }
        }
        return true;
    }
}
