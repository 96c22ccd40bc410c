// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// How far each lane of an engine has come, in [LaneSteps]: a lane that shows a step has done all that comes before it.
///
/// Each lane moves its own, by a release store; whoever reads it by an acquire load sees what the lane wrote before. Lanes know by it
/// when the others have frozen what they gathered; the output agent when nothing can come any more that belongs before what it holds.
public final class LaneProgress {
    private final Ring.Sequenced[] lanes;

    public LaneProgress(int lanes) {
        this.lanes = new Ring.Sequenced[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            this.lanes[lane] = new Ring.Sequenced();
        }
    }

    /// How many lanes there are.
    public int lanes() {
        return lanes.length;
    }

    /// Says that a lane is at a step. That lane's thread.
    public void reach(int lane, long step) {
        lanes[lane].pass(step);
    }

    /// The step that a lane is at; below the first one before it has begun. Any thread.
    public long reached(int lane) {
        return lanes[lane].passed();
    }

    /// Whether every lane is at a step, or behind it. Any thread.
    public boolean haveAllReached(long step) {
        for (Ring.Sequenced lane : lanes) {
            if (lane.passed() < step) {
                return false;
            }
        }
        return true;
    }
}
