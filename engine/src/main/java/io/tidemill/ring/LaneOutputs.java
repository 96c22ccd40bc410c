// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Puts what the lanes give into one order, whatever the threads they ran on: by step, and by lane within a step.
///
/// Each lane has an output ring of its own, in which steps never go down. The next result is the lowest that waits in any of them,
/// once every other lane has come so far that it cannot give a lower one. One thread reads.
public final class LaneOutputs {
    private final LaneProgress progress;
    private final List<Lane> lanes;
    private int next; // the lane of the result that poll showed last

    /// A lane's output ring, and its reader.
    public record Lane(Ring<OutputSlot> ring, Ring.Reader<OutputSlot> reader) {}

    public LaneOutputs(LaneProgress progress, List<Lane> lanes) {
        this.progress = progress;
        this.lanes = List.copyOf(lanes);
    }

    /// The result that comes next, the same until [#advance]; null if there is none, or if another might come before it.
    public @Nullable OutputSlot poll() {
        OutputSlot first = null;
        long lowest = Long.MAX_VALUE;
        for (int lane = 0; lane < lanes.size(); lane++) {
            long reached = progress.reached(lane); // before the look at its ring: what it gave until then stands there
            OutputSlot waiting = lanes.get(lane).reader().poll();
            long step = waiting == null ? reached : waiting.step();
            if (step < lowest) {
                lowest = step;
                first = waiting;
                next = lane;
            }
        }
        return first;
    }

    /// Is done with the result that [#poll] showed.
    public void advance() {
        lanes.get(next).reader().advance();
    }

    /// The lowest input sequence that a waiting result depends on; [Long#MAX_VALUE] if none waits.
    public long held() {
        long held = Long.MAX_VALUE;
        for (int lane = 0; lane < lanes.size(); lane++) {
            Lane of = lanes.get(lane);
            if (of.ring().published() != of.reader().passed()) {
                OutputSlot waiting = of.reader().poll();
                if (waiting != null) {
                    held = Math.min(held, waiting.dependsOn());
                }
            }
        }
        return held;
    }
}
