// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.tidemill.ThreadLayout;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.Metrics;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.Failure;
import io.tidemill.runtime.ingest.IngestAgent;
import io.tidemill.runtime.ingest.PullInput;
import io.tidemill.runtime.journal.JournalAgent;
import io.tidemill.runtime.lane.DeadLetters;
import io.tidemill.runtime.lane.LaneAgent;
import io.tidemill.runtime.lane.LaneSetting;
import io.tidemill.runtime.lane.Rejects;
import io.tidemill.runtime.output.OutputAgent;
import io.tidemill.runtime.output.OutputPlaces;
import io.tidemill.runtime.recovery.History;
import io.tidemill.runtime.recovery.Keeping;
import io.tidemill.runtime.thread.Agents;
import io.tidemill.runtime.thread.EngineThread;
import io.tidemill.runtime.thread.Idle;
import io.tidemill.time.BatchClock;

/// The four agents of an engine with the rings between them, and the threads that a layout gives them.
final class AgentGroup {
    private final EngineConfig config;
    private final EngineCounters counters = new EngineCounters();
    private final Metrics metrics;
    private final Rejects rejects;
    private final DeadLetters deadLetters = new DeadLetters();
    private final Doorbell front = new Doorbell();
    private final Doorbell back = new Doorbell();
    private final Ring<Slot> input;
    private final Ring.Sequenced released = new Ring.Sequenced();
    private final IngestAgent ingest;
    private final JournalAgent journal;
    private final LaneAgent lane;
    private final OutputAgent output;
    private final Agents all;

    /// @param isOutputWatched whether a source wants to know of the end of every batch
    AgentGroup(EngineConfig config, ExecutionPlan plan, MemoryBudget budget, Keeping keeping, List<PullInput<?>> pulls,
            Forge forge, boolean isOutputWatched) {
        History history = keeping.history();
        this.config = config;
        this.metrics = new Metrics(config.name());
        this.rejects = new Rejects(config.failOnReject());
        BatchClock batches = batchClock(config, plan, history);
        Schema[] sinkSchemas = plan.sinks().stream().map(ExecutionPlan.SinkNode::schema).toArray(Schema[]::new);
        input = new Ring<>(Slot::new, config.ringSlots());
        input.freeBehind(released);
        Ring<OutputSlot> results = new Ring<>(() -> new OutputSlot(sinkSchemas), config.ringSlots());
        Ring.Reader<Slot> journalReader = input.reader();
        Ring.Reader<Slot> laneReader = input.reader();
        Ring.Reader<OutputSlot> outputReader = results.reader();
        results.freeBehind(outputReader);
        ingest = new IngestAgent(config, plan, budget, new IngestAgent.Ends(input, released, back), batches, history,
                pulls, isOutputWatched, counters);
        journal = new JournalAgent(journalReader, keeping.journal(), plan, history.lastSequence(), back, counters);
        lane = new LaneAgent(
                new LaneSetting(config, plan, forge, batches.zeroMicros(),
                        Math.max(config.blockRows(), history.blockRows()),
                        Math.max(config.textBytes(), history.textBytes()), history.verdicts()),
                budget, new LaneAgent.Ends(laneReader, journalReader, results, outputReader), counters, rejects,
                deadLetters);
        output = new OutputAgent(config.name(),
                new OutputAgent.Ends(results, outputReader, input, journalReader, laneReader, released), keeping, plan,
                batches.zeroMicros(), counters, front, ingest::publisherWaits);
        describe(budget);
        all = new Agents(ingest, journal, lane, output);
    }

    /// The batch clock of this start, which goes on where an earlier one stood; what is replayed moves it further.
    private static BatchClock batchClock(EngineConfig config, ExecutionPlan plan, History history) {
        Long earlierZero = history.zeroMicros();
        BatchClock batches = new BatchClock(config.batching(), plan.tickDivisorMicros(),
                earlierZero == null ? config.clock().micros() : earlierZero);
        if (history.isEmpty()) {
            batches.resume(history.nextBatch(), batches.zeroMicros());
            if (batches.isDue(config.clock().micros())) { // an earlier start took nothing
                batches.catchUp(plan.horizonMicros());
            }
        }
        return batches;
    }

    private void describe(MemoryBudget budget) {
        counters.describe(metrics);
        journal.describe(metrics);
        lane.describe(metrics);
        metrics.add("tidemill_ring_slots", input::size);
        metrics.add("tidemill_ring_free_slots",
                () -> Math.max(0, input.size() - (input.published() - released.passed())));
        metrics.add("tidemill_memory_bytes", budget::usedBytes);
        metrics.add("tidemill_memory_peak_bytes", budget::peakBytes);
        metrics.add("tidemill_memory_limit_bytes", budget::limitBytes);
        metrics.family(numbers -> ingest.describe(metrics, numbers));
    }

    Metrics metrics() {
        return metrics;
    }

    /// All agents as one, for whoever drives them inline.
    Agents all() {
        return all;
    }

    List<EngineThread> threads(Failure failure, BooleanSupplier running) {
        ThreadLayout layout = config.layout();
        String name = "tidemill-" + config.name();
        if (layout.threads() == 1) {
            Idle idle = idle(front,
                    () -> ingest.hasWork() || journal.hasWork() || lane.hasWork() || output.hasWork());
            return List.of(new EngineThread(name, all, idle, EngineThread.core(layout.cores(), 0), failure, running));
        }
        Agents first = new Agents(ingest, journal);
        Agents second = new Agents(lane, output);
        return List.of(
                new EngineThread(name + "-ingest", first, idle(front, () -> ingest.hasWork() || journal.hasWork()),
                        EngineThread.core(layout.cores(), 0), failure, running),
                new EngineThread(name + "-lane", second, idle(back, () -> lane.hasWork() || output.hasWork()),
                        EngineThread.core(layout.cores(), 1), failure, running));
    }

    private Idle idle(Doorbell doorbell, BooleanSupplier hasWork) {
        return switch (config.idleMode()) {
            case SPIN -> new Idle.Spin();
            case PARK ->
                new Idle.Park(doorbell, hasWork, doorbell == front ? ingest::microsUntilDue : () -> Long.MAX_VALUE,
                        counters.rowsIn::value);
        };
    }

    /// Whether the journal is being closed at this moment. Any thread.
    boolean closesJournal() {
        return journal.isClosing();
    }

    IngestAgent ingest() {
        return ingest;
    }

    /// Wakes the thread that takes rows.
    Doorbell doorbell() {
        return front;
    }

    void ringAll() {
        front.ring();
        back.ring();
    }

    /// Whether the last batch has left. Any thread.
    boolean isDrained() {
        return ingest.hasEnded() && released.passed() == input.published() && journal.isDurable(input.published());
    }

    /// Whether all rows that were written have left, with the end of their batch. Any thread.
    boolean isQuiet() {
        long batch = counters.batches.value();
        return ingest.isCaughtUp() && counters.openRows.value() == 0 && released.passed() == input.published()
                && journal.isDurable(input.published()) && batch == counters.batches.value();
    }

    /// How far output has come, for sources that watch it.
    OutputPlaces outputPlaces() {
        return output.places();
    }

    EngineCounters counters() {
        return counters;
    }

    Rejects rejects() {
        return rejects;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }
}
