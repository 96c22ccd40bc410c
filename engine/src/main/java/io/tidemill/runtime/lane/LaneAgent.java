// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import org.jspecify.annotations.Nullable;

import io.tidemill.EngineException;
import io.tidemill.UserCodeException;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.RowBytes;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.failure.LastToLeave;
import io.tidemill.runtime.thread.Bells;
import io.tidemill.runtime.thread.EngineAgent;

/// Drives a lane's chunks, and every tick, through the lane's operators. The first lane lets the output agent know of ended batches.
///
/// A slot is passed only when everything that follows from it stands in the output ring. If that is full the agent returns, and
/// goes on in the middle of the slot when it is called again; so it does at a tick while other lanes have yet to freeze what they
/// gathered for a stage.
///
/// A function of the user's that throws stops the engine only when the slot stands in the journal: a verdict can be given for the row
/// then, and the next start finds the same row at the same place.
public final class LaneAgent implements EngineAgent {
    private final Ends ends;
    private final LanePlan plan;
    private final LanePlace place;
    private final EngineCounters counters;
    private final Rejects rejects;
    private final LastToLeave leaving;
    private boolean inSlot;
    private boolean waits; // for the other lanes
    private boolean blocked; // for want of room for output
    private long deliveredBefore; // when that was tried last
    private boolean frozen;
    private int stage;
    private int turn; // which lane the next chunk is for
    private long openBatchId;
    private @Nullable EngineException failure; // until the slot stands in the journal

    /// What the agent stands between.
    ///
    /// @param journal how far the journal has come
    /// @param delivered how far the output agent has come in the output ring
    /// @param others the threads of the other lanes and of the output, if they are others
    record Ends(Ring.Reader<Slot> reader, Ring.Sequenced journal, Ring<OutputSlot> output, Ring.Sequenced delivered,
            Bells others) {}

    LaneAgent(Ends ends, LanePlan plan, LanePlace place, EngineCounters counters, Rejects rejects,
            LastToLeave leaving) {
        this.ends = ends;
        this.plan = plan;
        this.place = place;
        this.counters = counters;
        this.rejects = rejects;
        this.leaving = leaving;
    }

    @Override
    public void onStart() {
        plan.open();
    }

    @Override
    public boolean hasWork() {
        boolean canGoOn = waits ? place.isWithAll() : !blocked || ends.delivered().passed() != deliveredBefore;
        return canGoOn && ends.reader().poll() != null;
    }

    @Override
    public int doWork() {
        Slot slot = ends.reader().poll();
        if (slot == null) {
            return 0;
        }
        if (failure != null) {
            return fail(failure);
        }
        if (!inSlot) {
            place.begin(ends.reader().next(), slot.kind() == Slot.Kind.TICK);
        }
        long before = place.step();
        deliveredBefore = ends.delivered().passed();
        try {
            if (!drive(slot)) {
                blocked = !waits;
                ends.others().ring(); // some output may have gone out
                return place.step() == before ? 0 : 1;
            }
        } catch (UserCodeException thrown) {
            failure = plan.explain(thrown, openBatchId);
            return fail(failure);
        } catch (MemoryLimitException refused) {
            throw plan.explain(refused, openBatchId);
        }
        inSlot = false;
        blocked = false;
        ends.reader().advance();
        place.pass();
        ends.others().ring();
        return 1;
    }

    private int fail(EngineException known) {
        if (ends.journal().passed() < ends.reader().next()) {
            return 0;
        }
        throw known;
    }

    /// Goes on with a slot; false if it cannot be passed yet.
    private boolean drive(Slot slot) {
        return switch (slot.kind()) {
            case CHUNK -> turn != place.lane() ? passTurn() : driveChunk(slot) && passTurn();
            case TICK -> driveTick(slot);
            case REJECT -> {
                if (place.isFirst()) {
                    counters.rejects.add(1);
                    rejects.add(slot);
                }
                yield true;
            }
            case CONTROL -> true;
        };
    }

    private boolean passTurn() {
        turn = turn + 1 == place.lanes() ? 0 : turn + 1;
        return true;
    }

    private boolean driveChunk(Slot slot) {
        if (!inSlot) {
            inSlot = true;
            Chunk rows = plan.view(slot.input());
            slot.view(rows);
            plan.pipeline().begin(rows, plan.targets(slot.input()));
            counters.chunks.of(place.lane()).add(1);
            if (slot.publisher() != null) {
                counters.bytesIn.of(place.lane()).add(RowBytes.of(rows));
            }
        }
        return plan.pipeline().advance();
    }

    private boolean driveTick(Slot slot) {
        if (!inSlot) {
            inSlot = true;
            stage = 0;
        }
        while (plan.pipeline().advance()) {
            if (stage == plan.stages()) {
                return endBatch(slot);
            }
            if (plan.isDue(stage, slot) && !endStage(slot)) {
                return false;
            }
            stage++;
        }
        return false;
    }

    /// Lets a stage give its results; false if it makes them of what all lanes have gathered, and one of these is not there yet.
    private boolean endStage(Slot slot) {
        long watermark = plan.watermark(stage, slot);
        if (!frozen) {
            plan.freeze(stage, slot.batchTimeMicros(), watermark);
            frozen = true;
            place.give(stage);
            ends.others().ring();
        }
        waits = plan.exchanges(stage) && !place.isWithAll();
        if (waits) {
            return false;
        }
        plan.pipeline().beginEndOfBatch(stage, slot.batchTimeMicros(), watermark);
        frozen = false;
        return true;
    }

    private boolean endBatch(Slot slot) {
        openBatchId = slot.batchId() + 1;
        turn = 0;
        return !place.isFirst() || tellOfEnd(slot);
    }

    private boolean tellOfEnd(Slot slot) {
        Ring<OutputSlot> output = ends.output();
        if (!output.hasRoom()) {
            return false;
        }
        place.end();
        long sequence = output.claim();
        OutputSlot end = output.slot(sequence);
        end.endOfBatch(slot.batchId(), slot.batchTimeMicros(), slot.endOfStream(), place.sequence(), place.step());
        end.facts().set(slot.facts());
        output.publish(sequence);
        return true;
    }

    @Override
    public void onClose() {
        leaving.leave();
    }

    @Override
    public String roleName() {
        return "lane " + place.lane();
    }
}
