// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.output;

import java.util.List;
import java.util.function.LongSupplier;

import io.tidemill.Redelivery;
import io.tidemill.UserCodeException;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.ring.LaneOutputs;
import io.tidemill.ring.OutputGate;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.failure.Closing;
import io.tidemill.runtime.failure.LastToLeave;
import io.tidemill.runtime.recovery.CommitKeeper;
import io.tidemill.runtime.recovery.Keeping;
import io.tidemill.runtime.thread.Bells;
import io.tidemill.runtime.thread.EngineAgent;

/// Hands results to the sinks when the gate lets them go, then gives input slots and their rows back.
///
/// An input slot is free when journal and lanes have passed it and no result that may view its rows waits in an output ring.
public final class OutputAgent implements EngineAgent {
    private final Ends ends;
    private final OutputGate gate;
    private final ExecutionPlan.TickNeed[] ticks;
    private final Sink[] sinks;
    private final long zeroMicros;
    private final EngineCounters counters;
    private final Bells upstream;
    private final String context;
    private final BatchRecorder recorder;
    private final CommitKeeper commits;
    private final long replayed; // the last sequence that the journal held at the start
    private final OutputPlaces places;
    private final long[] committed; // batches that a sink is not given again
    private long openBatch;

    /// The rings and readers that the agent stands between.
    ///
    /// @param lanes how far each lane has come in the input ring
    /// @param released the last input slot that is free again; moved by this agent
    /// @param leaving closes what lanes have made, which sinks may still read
    public record Ends(LaneOutputs outputs, Ring<Slot> input, Ring.Sequenced journal,
            List<? extends Ring.Sequenced> lanes, Ring.Sequenced released, LastToLeave leaving) {}

    /// @param upstream wakes ingest and lanes when slots have become free
    /// @param publisherWaits how often appends have waited so far
    public OutputAgent(String context, Ends ends, Keeping keeping, ExecutionPlan plan, long zeroMicros,
            EngineCounters counters, Bells upstream, LongSupplier publisherWaits) {
        this.context = context;
        this.ends = ends;
        this.gate = new OutputGate(keeping.journal());
        this.ticks = plan.sinks().stream().map(ExecutionPlan.SinkNode::ticks).toArray(ExecutionPlan.TickNeed[]::new);
        this.sinks = plan.sinks().stream().map(node -> node.sink().get()).toArray(Sink[]::new);
        this.zeroMicros = zeroMicros;
        this.counters = counters;
        this.upstream = upstream;
        this.recorder = new BatchRecorder(context, counters, publisherWaits);
        this.commits = keeping.commits();
        this.replayed = keeping.history().lastSequence();
        this.places = new OutputPlaces(replayed, commits::isCommitted);
        this.committed = new long[sinks.length];
        for (int sink = 0; sink < sinks.length; sink++) {
            committed[sink] = sinks[sink].redelivery() == Redelivery.ALL ? -1 : commits.committed(sink);
        }
    }

    /// How far output has come, for sources that watch it.
    public OutputPlaces places() {
        return places;
    }

    @Override
    public boolean hasWork() {
        OutputSlot slot = ends.outputs().poll();
        return (slot != null && gate.isOpenFor(slot.dependsOn())) || free() > ends.released().passed();
    }

    @Override
    public int doWork() {
        LaneOutputs outputs = ends.outputs();
        int work = 0;
        for (OutputSlot slot = outputs.poll(); slot != null
                && gate.isOpenFor(slot.dependsOn()); slot = outputs.poll()) {
            deliver(slot);
            outputs.advance();
            work++;
        }
        if (work > 0) {
            upstream.ring(); // a lane may wait for room
        }
        return work + release();
    }

    private void deliver(OutputSlot slot) {
        try {
            if (slot.sink() == OutputSlot.ALL_SINKS) {
                endBatch(slot);
            } else {
                accept(slot);
            }
        } catch (UserCodeException thrown) {
            long batchId = slot.sink() == OutputSlot.ALL_SINKS ? slot.batchId() : counters.batchesOut.value();
            throw new UserCodeException("%s, batch %d, %s".formatted(context, batchId, thrown.getMessage()),
                    thrown.getCause());
        }
    }

    /// Only what is replayed can be of a batch that is committed. What is new is not, though its batch may have an id that says nothing
    /// before its end is there: behind a journal that has lost batches, ids go on above them.
    private void accept(OutputSlot slot) {
        int sink = slot.sink();
        Chunk rows = slot.chunk();
        if (slot.dependsOn() > replayed || openBatch > committed[sink]) {
            counters.rowsOut.add(rows.rows());
            sinks[sink].accept(rows);
        }
        rows.expire();
    }

    private void endBatch(OutputSlot slot) {
        for (int sink = 0; sink < sinks.length; sink++) {
            if (slot.batchId() <= committed[sink]) {
                continue;
            }
            if (ticks[sink].isDue(slot.batchTimeMicros(), zeroMicros, slot.endOfStream())) {
                sinks[sink].endOfBatch(slot.batchId(), slot.batchTimeMicros(), slot.endOfStream());
            }
            commits.delivered(sink, slot.batchId());
        }
        openBatch = slot.batchId() + 1;
        long processingNanos = System.nanoTime() - slot.facts().endedNanos();
        counters.processingNanos.set(processingNanos);
        counters.batchesOut.set(slot.batchId() + 1);
        recorder.batch(slot, processingNanos);
    }

    /// The last input slot that everyone has passed. The lanes are looked at before the output rings: what they have passed, they have
    /// put into those before.
    private long free() {
        long free = ends.journal().passed();
        for (int lane = 0; lane < ends.lanes().size(); lane++) {
            free = Math.min(free, ends.lanes().get(lane).passed());
        }
        return Math.min(free, ends.outputs().held() - 1);
    }

    private int release() {
        long last = ends.released().passed();
        long free = free();
        if (free <= last) {
            return 0;
        }
        for (long sequence = last + 1; sequence <= free; sequence++) {
            Slot slot = ends.input().slot(sequence);
            places.passed(sequence, slot);
            slot.release();
        }
        ends.released().pass(free);
        upstream.ring();
        return 1;
    }

    @Override
    public void onClose() {
        Closing closing = new Closing();
        for (Sink sink : sinks) {
            closing.close(sink);
        }
        closing.close(ends.leaving()::leave);
        closing.rethrow();
    }

    @Override
    public String roleName() {
        return "output";
    }
}
