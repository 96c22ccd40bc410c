// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.Metrics;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.Failure;
import io.tidemill.runtime.failure.LastToLeave;
import io.tidemill.runtime.ingest.IngestAgent;
import io.tidemill.runtime.ingest.PullInput;
import io.tidemill.runtime.journal.JournalAgent;
import io.tidemill.runtime.lane.DeadLetters;
import io.tidemill.runtime.lane.LaneGroup;
import io.tidemill.runtime.lane.LaneSetting;
import io.tidemill.runtime.lane.Rejects;
import io.tidemill.runtime.output.OutputAgent;
import io.tidemill.runtime.output.OutputPlaces;
import io.tidemill.runtime.recovery.History;
import io.tidemill.runtime.recovery.Keeping;
import io.tidemill.runtime.thread.AgentThreads;
import io.tidemill.runtime.thread.Agents;
import io.tidemill.runtime.thread.EngineThread;
import io.tidemill.time.BatchClock;

/// The agents of an engine with the rings between them, and the threads that a layout gives them.
final class AgentGroup {
    private static final int FRONT_AND_BACK = 2; // agents beside the lanes that own or read memory which others read

    private final EngineCounters counters;
    private final Metrics metrics;
    private final Rejects rejects;
    private final Ring<Slot> input;
    private final Ring.Sequenced released = new Ring.Sequenced();
    private final IngestAgent ingest;
    private final JournalAgent journal;
    private final LaneGroup lanes;
    private final OutputAgent output;
    private final AgentThreads threads;

    /// @param isOutputWatched whether a source wants to know of the end of every batch
    AgentGroup(EngineConfig config, ExecutionPlan plan, MemoryBudget budget, Keeping keeping, List<PullInput<?>> pulls,
            Forge forge, boolean isOutputWatched) {
        History history = keeping.history();
        this.counters = new EngineCounters(config.lanes());
        this.threads = new AgentThreads(config);
        this.metrics = new Metrics(config.name());
        this.rejects = new Rejects(config.failOnReject());
        BatchClock batches = batchClock(config, plan, history);
        LastToLeave leaving = new LastToLeave(config.lanes() + FRONT_AND_BACK);
        input = new Ring<>(Slot::new, config.ringSlots());
        input.freeBehind(released);
        Ring.Reader<Slot> journalReader = input.reader();
        ingest = new IngestAgent(config, plan, budget,
                new IngestAgent.Ends(input, released, threads.behindIngest(), leaving), batches, history, pulls,
                isOutputWatched, counters);
        journal = new JournalAgent(journalReader, keeping.journal(), plan, history.lastSequence(),
                threads.behindJournal(), counters);
        lanes = new LaneGroup(
                new LaneSetting(config, plan, forge, batches.zeroMicros(),
                        Math.max(config.blockRows(), history.blockRows()),
                        Math.max(config.textBytes(), history.textBytes()), history.verdicts()),
                budget, new LaneGroup.Ends(input, journalReader, threads::besideLane, leaving), counters, rejects);
        output = new OutputAgent(config.name(),
                new OutputAgent.Ends(lanes.outputs(), input, journalReader, lanes.readers(), released, leaving),
                keeping, plan, batches.zeroMicros(), counters, threads.besideOutput(), ingest::publisherWaits);
        describe(budget);
        threads.deal(List.of(ingest, journal), lanes.agents(), List.of(output));
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
        lanes.describe(metrics);
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
        return threads.inline();
    }

    List<EngineThread> threads(Failure failure, BooleanSupplier running) {
        return threads.make(failure, running, ingest::microsUntilDue,
                () -> counters.rowsIn.value() + counters.rowsOut.value());
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
        return threads.ingestBell();
    }

    void ringAll() {
        threads.ringAll();
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
        return lanes.deadLetters();
    }
}
