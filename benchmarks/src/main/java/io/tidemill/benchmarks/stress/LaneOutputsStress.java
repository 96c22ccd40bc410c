// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

import io.tidemill.memory.Schema;
import io.tidemill.ring.LaneOutputs;
import io.tidemill.ring.LaneProgress;
import io.tidemill.ring.LaneSteps;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;

/// Two lanes give a result for every second slot each, and the reader sees them in the order of the slots, none left out.
@JCStressTest
@Outcome(id = "true, [0-8], 8", expect = Expect.ACCEPTABLE, desc = "in order; some read beside the lanes, and all in the end")
@State
public class LaneOutputsStress {
    private static final int SLOTS = 8;
    private final LaneSteps steps = new LaneSteps(1);
    private final LaneProgress progress = new LaneProgress(2);
    private final List<LaneOutputs.Lane> lanes = List.of(lane(), lane());
    private final LaneOutputs outputs = new LaneOutputs(progress, lanes);
    private int read;
    private boolean ordered = true;

    private static LaneOutputs.Lane lane() {
        Ring<OutputSlot> ring = new Ring<>(() -> new OutputSlot(new Schema[0]), SLOTS);
        Ring.Reader<OutputSlot> reader = ring.reader();
        ring.freeBehind(reader);
        return new LaneOutputs.Lane(ring, reader);
    }

    @Actor
    public void first() {
        run(0);
    }

    @Actor
    public void second() {
        run(1);
    }

    private void run(int lane) {
        Ring<OutputSlot> ring = lanes.get(lane).ring();
        for (int slot = 0; slot < SLOTS; slot++) {
            progress.reach(lane, steps.first(slot));
            if (slot % 2 == lane) {
                long sequence = ring.claim();
                ring.slot(sequence).endOfBatch(slot, slot, false, slot, steps.first(slot));
                ring.publish(sequence);
            }
        }
        progress.reach(lane, steps.first(SLOTS));
    }

    @Actor
    public void output(ZII_Result result) {
        for (int i = 0; i < 2 * SLOTS; i++) {
            read();
        }
        result.r2 = read;
    }

    private boolean read() {
        OutputSlot slot = outputs.poll();
        if (slot == null) {
            return false;
        }
        ordered &= slot.batchId() == read && slot.dependsOn() == read;
        read++;
        outputs.advance();
        return true;
    }

    @Arbiter
    public void rest(ZII_Result result) {
        boolean more = true;
        while (more) {
            more = read();
        }
        result.r1 = ordered;
        result.r3 = read;
    }
}
