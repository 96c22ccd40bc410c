// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import io.tidemill.ThreadLayout;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.journal.Journal;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.metrics.Metrics;
import io.tidemill.operator.OperatorContext;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.OutputGate;
import io.tidemill.ring.OutputSlot;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
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
    private final OutputPlaces outputPlaces;
    private final Agents all;
    private final long zeroMicros;

    /// @param isOutputWatched whether a source wants to know of the end of every batch
    AgentGroup(EngineConfig config, ExecutionPlan plan, MemoryBudget budget, Keeping keeping, List<PullInput<?>> pulls,
            Forge forge, boolean isOutputWatched) {
        Journal log = keeping.journal();
        History history = keeping.history();
        this.config = config;
        this.metrics = new Metrics(config.name());
        this.rejects = new Rejects(config.failOnReject());
        Long earlierZero = history.zeroMicros();
        BatchClock batches = new BatchClock(config.batching(), plan.tickDivisorMicros(),
                earlierZero == null ? config.clock().micros() : earlierZero);
        zeroMicros = batches.zeroMicros();
        if (history.isEmpty()) {
            batches.resume(history.nextBatch(), zeroMicros);
            if (batches.isDue(config.clock().micros())) { // an earlier start took nothing
                batches.catchUp(plan.horizonMicros());
            }
        }
        int chunkRows = Math.max(config.blockRows(), history.blockRows());
        int textBytes = Math.max(config.textBytes(), history.textBytes());
        Schema[] sinkSchemas = plan.sinks().stream().map(ExecutionPlan.SinkNode::schema).toArray(Schema[]::new);
        input = new Ring<>(Slot::new, config.ringSlots());
        input.freeBehind(released);
        Ring<OutputSlot> results = new Ring<>(() -> new OutputSlot(sinkSchemas), config.ringSlots());
        Ring.Reader<Slot> journalReader = input.reader();
        Ring.Reader<Slot> laneReader = input.reader();
        Ring.Reader<OutputSlot> outputReader = results.reader();
        results.freeBehind(outputReader);
        IntFunction<OutputPort> ports = sink -> new OutputPort(sink, sinkSchemas[sink], config.outputBlocks(), results,
                outputReader, laneReader::next);
        DeadLetterOutput letters = new DeadLetterOutput(
                plan.takesDeadLetters() ? ports.apply(plan.fedSinks().size()) : null);
        LaneVerdicts verdicts = new LaneVerdicts(config.name(), config.rows(), history.verdicts(), plan.functions(),
                laneReader::next, deadLetters, letters);
        LanePlan lanePlan = new LanePlan(config.name(), plan, budget, batches.zeroMicros(),
                (name, memory, zeroDivisions) -> new OperatorContext(name, memory, chunkRows, textBytes,
                        batches.zeroMicros(), forge, zeroDivisions, verdicts),
                ports, letters);
        ingest = new IngestAgent(input, released, config.clock(), batches,
                new TickPlan(plan, batches.zeroMicros(), isOutputWatched),
                pulls, counters, back, !config.layout().isInline(), new IngestAgent.Past(history,
                        new Replay(history, plan, budget, counters), plan.horizonMicros()));
        JournalMeter meter = new JournalMeter(log, counters, history.lastSequence());
        journal = new JournalAgent(journalReader, log, new SlotEntries(plan), history.lastSequence(), back, meter);
        lane = new LaneAgent(laneReader, journalReader, results, lanePlan, counters, rejects);
        outputPlaces = new OutputPlaces(history.lastSequence(), keeping.commits()::isCommitted);
        output = new OutputAgent(config.name(),
                new OutputAgent.Ends(results, outputReader, input, journalReader, laneReader, released),
                new OutputGate(log), plan, batches.zeroMicros(), counters, front,
                new BatchRecorder(config.name(), counters, ingest::publisherWaits), keeping.commits(),
                history.lastSequence(), outputPlaces);
        describe(lanePlan, budget);
        verdicts.describe(metrics);
        meter.describe(metrics);
        all = new Agents(ingest, journal, lane, output);
    }

    private void describe(LanePlan lanePlan, MemoryBudget budget) {
        counters.describe(metrics);
        lanePlan.describe(metrics);
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

    /// The batch clock's zero.
    long zeroMicros() {
        return zeroMicros;
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
        return outputPlaces;
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
