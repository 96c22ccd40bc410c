// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.function.IntFunction;

import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

import io.tidemill.EngineException;
import io.tidemill.UserCodeException;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.RowBytes;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.Metrics;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.config.EngineConfig;

/// Drives each slot of the input ring through the operators, then lets the output agent know of ended batches.
///
/// A slot is passed only when everything that follows from it stands in the output ring. If that is full the agent returns, and
/// goes on in the middle of the slot when it is called again.
///
/// A function of the user's that throws stops the engine only when the slot stands in the journal: a verdict can be given for the row
/// then, and the next start finds the same row at the same place.
public final class LaneAgent implements Agent {
    private static final long NO_WATERMARK = Long.MIN_VALUE;
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private final Ring.Reader<Slot> reader;
    private final Ring.Sequenced journal;
    private final Ring<OutputSlot> output;
    private final LaneVerdicts verdicts;
    private final LanePlan plan;
    private final EngineCounters counters;
    private final Rejects rejects;
    private boolean inSlot;
    private int stage;
    private long openBatchId;
    private @Nullable EngineException failure; // until the slot stands in the journal

    /// The rings that the agent stands between.
    ///
    /// @param journal how far the journal has come
    /// @param outputAgent how far the output agent has come in the output ring
    public record Ends(Ring.Reader<Slot> input, Ring.Sequenced journal, Ring<OutputSlot> output,
            Ring.Reader<OutputSlot> outputAgent) {}

    /// @param budget of the engine, of which each operator gets a child
    /// @param letters takes the latest dead letters
    public LaneAgent(LaneSetting setting, MemoryBudget budget, Ends ends, EngineCounters counters, Rejects rejects,
            DeadLetters letters) {
        this.reader = ends.input();
        this.journal = ends.journal();
        this.output = ends.output();
        this.counters = counters;
        this.rejects = rejects;
        EngineConfig config = setting.config();
        ExecutionPlan of = setting.plan();
        IntFunction<OutputPort> ports = sink -> new OutputPort(sink, of.sinks().get(sink).schema(),
                config.outputBlocks(), output, ends.outputAgent(), reader::next);
        DeadLetterOutput letterOutput = new DeadLetterOutput(
                of.takesDeadLetters() ? ports.apply(of.fedSinks().size()) : null);
        this.verdicts = new LaneVerdicts(config.name(), config.rows(), setting.verdicts(), of.functions(),
                reader::next, letters, letterOutput);
        this.plan = new LanePlan(config.name(), of, budget, setting.zeroMicros(),
                (name, memory, zeroDivisions) -> setting.context(name, memory, zeroDivisions, verdicts), ports,
                letterOutput);
    }

    /// Adds what each operator has done and holds, and which rows were left out.
    public void describe(Metrics metrics) {
        plan.describe(metrics);
        verdicts.describe(metrics);
    }

    @Override
    public void onStart() {
        plan.open();
    }

    public boolean hasWork() {
        return reader.poll() != null;
    }

    @Override
    public int doWork() {
        Slot slot = reader.poll();
        if (slot == null) {
            return 0;
        }
        if (failure != null) {
            return fail(failure);
        }
        try {
            if (!drive(slot)) {
                return 0;
            }
        } catch (UserCodeException thrown) {
            failure = plan.explain(thrown, openBatchId);
            return fail(failure);
        } catch (MemoryLimitException refused) {
            throw plan.explain(refused, openBatchId);
        }
        inSlot = false;
        reader.advance();
        return 1;
    }

    private int fail(EngineException known) {
        if (journal.passed() < reader.next()) {
            return 0;
        }
        throw known;
    }

    /// Goes on with a slot; false if the output ring is full.
    private boolean drive(Slot slot) {
        return switch (slot.kind()) {
            case CHUNK -> driveChunk(slot);
            case TICK -> driveTick(slot);
            case REJECT -> {
                counters.rejects.add(1);
                rejects.add(slot);
                yield true;
            }
            case CONTROL -> true;
        };
    }

    private boolean driveChunk(Slot slot) {
        if (!inSlot) {
            inSlot = true;
            Chunk rows = plan.view(slot.input());
            slot.view(rows);
            plan.pipeline().begin(rows, plan.targets(slot.input()));
            counters.chunks.add(1);
            if (slot.publisher() != null) {
                counters.bytesIn.add(RowBytes.of(rows));
            }
        }
        return plan.pipeline().advance();
    }

    private boolean driveTick(Slot slot) {
        if (!inSlot) {
            inSlot = true;
            stage = 0;
        }
        long watermark = slot.endOfStream() ? END_OF_TIME : NO_WATERMARK;
        while (plan.pipeline().advance()) {
            if (stage == plan.stages()) {
                return endBatch(slot);
            }
            if (plan.isDue(stage, slot)) {
                plan.pipeline().beginEndOfBatch(stage, slot.batchTimeMicros(), watermark);
            }
            stage++;
        }
        return false;
    }

    private boolean endBatch(Slot slot) {
        if (!output.hasRoom()) {
            return false;
        }
        long sequence = output.claim();
        OutputSlot end = output.slot(sequence);
        end.endOfBatch(slot.batchId(), slot.batchTimeMicros(), slot.endOfStream(), reader.next());
        end.facts().set(slot.facts());
        output.publish(sequence);
        openBatchId = slot.batchId() + 1;
        return true;
    }

    @Override
    public void onClose() {
        plan.close();
    }

    @Override
    public String roleName() {
        return "lane";
    }
}
