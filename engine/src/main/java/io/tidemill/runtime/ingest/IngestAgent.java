// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjLongConsumer;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.metrics.Metrics;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.LastToLeave;
import io.tidemill.runtime.recovery.History;
import io.tidemill.runtime.thread.Bells;
import io.tidemill.runtime.thread.EngineAgent;
import io.tidemill.time.BatchClock;
import io.tidemill.time.Clock;

/// Fills the input ring: takes the rows that publishers have written, and ends batches by the clock.
///
/// Rows are taken whenever the ring has room, a view of a publisher's rows at a time, publishers in turn, so chunks grow with
/// load. A batch ends behind the rows that were there when its end fell due; if the ring is full meanwhile, that is remembered and
/// taken up by the next call. The only agent that reads the clock.
public final class IngestAgent implements EngineAgent {
    /// So many rows since the last look mean that a publisher is at full speed.
    private static final int MANY_ROWS = 64;
    /// How many looks are left out then, a microsecond or so: each takes the cache lines away that the publisher is writing.
    private static final int RESTING_PASSES = 32;
    private static final long POLL_MICROS = 10_000;

    private final Ring<Slot> ring;
    private final Ring.Sequenced released;
    private final Clock clock;
    private final BatchClock batches;
    private final TickPlan ticks;
    private final List<PullInput<?>> pulls;
    private final EngineCounters counters;
    private final Bells downstream;
    private final LastToLeave leaving;
    private final boolean rests; // looks less often at publishers at full speed; whoever drives it inline decides when it looks
    private final Replay replay;
    private final History history;
    private final long horizonMicros; // how far back the plan's operators look
    private final CopyOnWriteArrayList<HandoffReader> publishers = new CopyOnWriteArrayList<>();
    private HandoffReader[] readers = {};
    private long[] upTo = {};
    private int turn;
    private int restingPasses;
    private long openRows;
    private long batchRows;
    private long batchChunks;
    private boolean ending;
    private boolean filled;
    private int nextPull; // those before it have given the rows of this batch
    private boolean endOfStream;
    private long endTimeMicros;
    private long nowMicros; // of this pass, while a batch ends
    private volatile boolean publishersChanged;
    private volatile boolean publisherClosed;
    private volatile boolean endRequested;
    private volatile boolean complete; // all inputs have ended by themselves
    private volatile boolean replayed;
    private volatile boolean ended;

    /// The ring that the agent fills, and who else is at it.
    ///
    /// @param released the last input slot that is free again
    /// @param downstream wakes whoever reads the ring
    /// @param leaving closes what the other agents may still read of a replay
    public record Ends(Ring<Slot> ring, Ring.Sequenced released, Bells downstream,
            LastToLeave leaving) {}

    /// @param history what is put into the ring once more, in front of all that is new
    /// @param pulls asked for rows by the batch
    /// @param isOutputWatched whether a source wants to know of the end of every batch
    public IngestAgent(EngineConfig config, ExecutionPlan plan, MemoryBudget budget, Ends ends, BatchClock batches,
            History history, List<PullInput<?>> pulls, boolean isOutputWatched, EngineCounters counters) {
        this.ring = ends.ring();
        this.released = ends.released();
        this.downstream = ends.downstream();
        this.leaving = ends.leaving();
        this.clock = config.clock();
        this.batches = batches;
        this.ticks = new TickPlan(plan, batches.zeroMicros(), isOutputWatched);
        this.pulls = pulls;
        this.counters = counters;
        this.rests = !config.layout().isInline();
        this.replay = new Replay(history, plan, budget, counters);
        leaving.add(replay);
        this.history = history;
        this.horizonMicros = plan.horizonMicros();
        this.replayed = replay.isOver();
        this.ended = history.complete() && replayed;
    }

    /// Adds a publisher. Any thread.
    void add(HandoffReader publisher) {
        for (HandoffReader other : publishers) {
            if (other.input() == publisher.input() && other.name().equals(publisher.name()) && !other.isCaughtUp()) {
                publisher.follow(other); // closed, or the name would be in use
            }
        }
        publishers.add(publisher);
        publishersChanged = true;
    }

    /// The name, or the name with a number behind it if an open publisher has it. Any thread.
    String unused(String name) {
        String unused = name;
        for (int number = 2; isOpen(unused); number++) {
            unused = name + "#" + number;
        }
        return unused;
    }

    private boolean isOpen(String name) {
        return publishers.stream().anyMatch(reader -> !reader.isClosed() && reader.name().equals(name));
    }

    /// Says that some publisher was closed. Any thread.
    void publisherClosed() {
        publisherClosed = true;
    }

    /// Whether every row that was written is in the ring, and whatever stands between rows. Any thread.
    public boolean isCaughtUp() {
        if (!replayed) {
            return false;
        }
        for (HandoffReader reader : publishers) {
            if (!reader.isCaughtUp()) {
                return false;
            }
        }
        return true;
    }

    /// All publishers that are not over. Any thread.
    List<HandoffReader> publishers() {
        return List.copyOf(publishers);
    }

    /// How often appends of the publishers that are open have waited for room. Any thread.
    public long publisherWaits() {
        long waits = 0;
        for (HandoffReader reader : publishers) {
            waits += reader.waits();
        }
        return waits;
    }

    /// Tells what every open publisher has done and holds. Any thread.
    public void describe(Metrics metrics, ObjLongConsumer<String> numbers) {
        for (HandoffReader reader : publishers) {
            String name = reader.name();
            numbers.accept(metrics.named("tidemill_publisher_rows_total", "publisher", name), reader.written());
            numbers.accept(metrics.named("tidemill_publisher_rows_in_use", "publisher", name), reader.rowsInUse());
            numbers.accept(metrics.named("tidemill_publisher_blocks_in_use", "publisher", name), reader.blocksInUse());
            numbers.accept(metrics.named("tidemill_publisher_waits_total", "publisher", name), reader.waits());
        }
    }

    /// Asks for the last batch: all that has been written so far, then the end of the stream. Any thread.
    ///
    /// @param allInputsEnded whether all inputs have ended by themselves
    public void requestEnd(boolean allInputsEnded) {
        complete = allInputsEnded;
        endRequested = true;
    }

    /// Whether the last tick is in the ring. Any thread.
    public boolean hasEnded() {
        return ended;
    }

    /// Whether there is room in the ring, and rows, what stands between them, or the end of a batch wait for it. Ingest thread, before it sleeps:
    /// the output agent wakes it when slots have become free.
    @Override
    public boolean hasWork() {
        if (ended || !ring.hasRoom()) {
            return false;
        }
        if (publishersChanged || ending || endRequested || !replayed) {
            return true;
        }
        for (int i = 0; i < readers.length; i++) {
            if (readers[i].written() > readers[i].taken() || readers[i].hasAside()) {
                return true;
            }
        }
        return batches.isNatural() && rowsWaitForBatch() && isOutputIdle();
    }

    private boolean rowsWaitForBatch() {
        boolean wait = openRows > 0;
        for (int i = 0; i < pulls.size() && !wait; i++) {
            wait = pulls.get(i).isWaiting();
        }
        return wait;
    }

    /// Microseconds until the clock ends a batch in which anything acts, or until sources that nobody wakes for must be asked again.
    public long microsUntilDue() {
        long polled = batches.isNatural() && !pulls.isEmpty() ? POLL_MICROS : Long.MAX_VALUE;
        return ticks.mayAct() && !ending && !ended && replayed
                ? Math.clamp(batches.dueMicros() - clock.micros(), 0, polled)
                : polled;
    }

    private boolean isOutputIdle() {
        return released.passed() == ring.published();
    }

    @Override
    public int doWork() {
        if (ended) {
            return 0;
        }
        if (!replayed) {
            return replay();
        }
        boolean endWasRequested = endRequested; // before the look at publishers: none comes after the request
        if (!ending) {
            lookAtPublishers();
        }
        boolean outputWasIdle = isOutputIdle();
        int work = 0;
        if (!ending) {
            if (restingPasses == 0) {
                work += takeRows(false);
            } else {
                restingPasses--;
                work++; // rows are on their way
            }
            beginEndOfBatch(endWasRequested, outputWasIdle);
        } else {
            nowMicros = clock.micros();
        }
        if (ending) {
            work += endBatch();
        }
        if (work > 0) {
            downstream.ring();
        }
        return work;
    }

    private int replay() {
        int work = replay.step(ring, batches);
        if (replay.isOver()) {
            openRows = replay.openRows();
            batchRows = openRows;
            batchChunks = replay.openChunks();
            counters.openRows.set(openRows);
            batches.resume(history.nextBatch(), batches.batchTimeMicros());
            batches.catchUp(horizonMicros);
            if (history.complete()) {
                publishers.forEach(HandoffReader::settle);
                ended = true;
            }
            replayed = true;
        }
        if (work > 0) {
            downstream.ring();
        }
        return work;
    }

    /// Takes note of publishers that came, and frees those that are over.
    private void lookAtPublishers() {
        if (publisherClosed) {
            publisherClosed = false;
            for (HandoffReader reader : publishers) {
                if (reader.isOver()) {
                    publishers.remove(reader);
                    publishersChanged = true;
                    reader.free();
                } else if (reader.isClosed()) {
                    publisherClosed = true;
                }
            }
        }
        if (publishersChanged) {
            publishersChanged = false;
            readers = publishers.toArray(HandoffReader[]::new);
            upTo = new long[readers.length];
            turn = 0;
        }
    }

    /// Takes at most one chunk of each publisher, or what stands in front of it.
    ///
    /// @param ofThisBatch only rows that were there when the batch's end fell due
    private int takeRows(boolean ofThisBatch) {
        int taken = 0;
        for (int i = 0; i < readers.length && ring.hasRoom(); i++) {
            turn = turn + 1 < readers.length ? turn + 1 : 0;
            HandoffReader reader = readers[turn];
            long end = ofThisBatch ? upTo[turn] : reader.written();
            if (!reader.isNext()) {
                continue;
            }
            if (reader.hasAside()) { // asked behind `written`
                long sequence = ring.claim();
                reader.takeAside(ring.slot(sequence));
                ring.publish(sequence);
                reader.showTaken();
                taken++;
            } else if (end > reader.taken()) {
                long sequence = ring.claim();
                Slot slot = ring.slot(sequence);
                reader.take(slot, end);
                if (rests && slot.rows() >= MANY_ROWS && !slot.endsEntry()) {
                    restingPasses = RESTING_PASSES;
                }
                openRows += slot.rows();
                batchRows += slot.rows();
                batchChunks++;
                counters.openRows.set(openRows);
                counters.rowsIn.add(slot.rows());
                ring.publish(sequence);
                reader.showTaken();
                taken++;
            }
        }
        return taken;
    }

    private void beginEndOfBatch(boolean endWasRequested, boolean outputWasIdle) {
        boolean asked = endWasRequested || (batches.isNatural() && outputWasIdle && rowsWaitForBatch());
        if (!asked && batches.dueMicros() == Long.MAX_VALUE) {
            return; // a look at the clock costs as much as the rest of an idle pass
        }
        long now = clock.micros();
        if (asked || batches.isDue(now)) {
            endTimeMicros = batches.nextBatchTimeMicros(now);
            nowMicros = now;
            endOfStream = endWasRequested;
            filled = false;
            nextPull = 0;
            ending = true;
        }
    }

    /// Takes what belongs to the batch, then puts the tick behind it.
    private int endBatch() {
        int work = 0;
        if (!filled && !fill()) {
            return takeRows(false);
        }
        for (int taken = takeRows(true); taken > 0; taken = takeRows(true)) {
            work += taken;
        }
        if (ring.hasRoom() && isBatchWhole()) {
            tick();
            work++;
        }
        return work;
    }

    /// Asks those sources that give their rows by the batch, then fixes what belongs to it; false if one is not done.
    private boolean fill() {
        for (; !endOfStream && nextPull < pulls.size(); nextPull++) {
            if (!pulls.get(nextPull).fill(endTimeMicros)) {
                return false;
            }
        }
        for (int i = 0; i < readers.length; i++) {
            upTo[i] = readers[i].written();
        }
        filled = true;
        return true;
    }

    private boolean isBatchWhole() {
        for (int i = 0; i < readers.length; i++) {
            if (readers[i].taken() < upTo[i] || (endOfStream && readers[i].hasAside())) {
                return false;
            }
        }
        return true;
    }

    private void tick() {
        long batchId = batches.batches();
        batches.end(endTimeMicros, nowMicros);
        if (endOfStream || ticks.acts(endTimeMicros)) {
            long sequence = ring.claim();
            Slot slot = ring.slot(sequence);
            slot.tick(batchId, endTimeMicros, endOfStream, complete);
            slot.facts().set(batchRows, batchChunks, System.nanoTime());
            ring.publish(sequence);
            batchRows = 0;
            batchChunks = 0;
        }
        counters.schedulingDelayMicros.set(Math.max(0, nowMicros - endTimeMicros));
        openRows = 0;
        ending = false;
        if (endOfStream) {
            for (HandoffReader reader : readers) {
                reader.settle();
            }
            ended = true;
        }
        counters.openRows.set(0);
        counters.batches.set(batchId + 1);
        counters.batchTimeMicros.set(endTimeMicros);
        counters.clampedClockSteps.set(batches.clampedSteps());
    }

    @Override
    public void onClose() {
        leaving.leave();
    }

    @Override
    public String roleName() {
        return "ingest";
    }
}
