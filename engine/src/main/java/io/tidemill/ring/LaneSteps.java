// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// Numbers what a lane does, one number for every step of every slot, so that what comes first has the lower number.
///
/// A chunk is one step. A tick is one step for each stage of the plan, and one for the end of the batch. Every slot is given as many
/// numbers as a tick needs.
public final class LaneSteps {
    private final int stages;
    private final int bits;

    /// @param stages of the plan
    public LaneSteps(int stages) {
        this.stages = stages;
        this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(stages + 1);
    }

    /// The first step of a slot: the only one of a chunk.
    public long first(long sequence) {
        return sequence << bits;
    }

    /// The step of a tick in which a stage gives its results.
    public long giving(long sequence, int stage) {
        return first(sequence) + 1 + stage;
    }

    /// The last step of a tick.
    public long ending(long sequence) {
        return giving(sequence, stages);
    }

    /// The slot of a step.
    public long sequence(long step) {
        return step >> bits;
    }
}
