// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import io.tidemill.ring.LaneProgress;
import io.tidemill.ring.LaneSteps;

/// Where a lane is: in which slot, at which step of it. Moved by the lane's agent, shown to the other threads when a step begins.
final class LanePlace {
    private final int lane;
    private final LaneSteps steps;
    private final LaneProgress progress;
    private long step = -1;
    private boolean inTick;

    LanePlace(int lane, LaneSteps steps, LaneProgress progress) {
        this.lane = lane;
        this.steps = steps;
        this.progress = progress;
    }

    int lane() {
        return lane;
    }

    /// Whether this is the lane that speaks for all where one has to.
    boolean isFirst() {
        return lane == 0;
    }

    int lanes() {
        return progress.lanes();
    }

    /// The slot that the lane is at.
    long sequence() {
        return steps.sequence(step);
    }

    /// The step that the lane is at.
    long step() {
        return step;
    }

    /// Goes to the beginning of a slot.
    void begin(long sequence, boolean isTick) {
        inTick = isTick;
        reach(steps.first(sequence));
    }

    /// Goes to the results of a stage.
    void give(int stage) {
        reach(steps.giving(sequence(), stage));
    }

    /// Goes to the end of a batch.
    void end() {
        reach(steps.ending(sequence()));
    }

    /// Has passed the slot.
    void pass() {
        reach(steps.first(sequence() + 1));
    }

    private void reach(long next) {
        step = next;
        progress.reach(lane, next);
    }

    /// Whether all other lanes have come as far.
    boolean isWithAll() {
        return progress.haveAllReached(step);
    }

    /// The number of a row among those that a function is handed in a slot: that in the lane, and where all lanes are at work in the
    /// slot, one that no other lane gives.
    long row(long inLane) {
        return inTick ? inLane * lanes() + lane : inLane;
    }
}
