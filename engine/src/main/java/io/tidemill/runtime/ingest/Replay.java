// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.ingest;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalReader;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.ring.Reject;
import io.tidemill.ring.ReplayedRows;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.failure.Closing;
import io.tidemill.runtime.recovery.History;
import io.tidemill.time.BatchClock;

/// Puts the slots of a journal into the input ring once more, the same ones in the same order. Ingest only.
///
/// Whatever follows is computed anew by the same operators; nothing tells a replayed slot from a new one but that it is in the journal
/// already.
final class Replay implements AutoCloseable {
    private static final int BLOCKS = 16;

    private final History history;
    private final EngineCounters counters;
    private final ReplayedRows[] inputs;
    private @Nullable JournalReader reader;
    private @Nullable JournalEntry pending; // read, but not in the ring yet
    private long rows;
    private long batchRows;
    private long batchChunks;

    Replay(History history, ExecutionPlan plan, MemoryBudget budget, EngineCounters counters) {
        this.history = history;
        this.counters = counters;
        this.inputs = new ReplayedRows[history.isEmpty() ? 0 : plan.inputs().size()];
        List<ExecutionPlan.InputNode> nodes = plan.inputs();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new ReplayedRows(budget, i, nodes.get(i).schema(), BLOCKS, history.blockRows(),
                    history.textBytes());
        }
        counters.rowsToReplay.set(history.rows());
        if (!history.isEmpty()) {
            reader = history.reader().get();
        }
    }

    boolean isOver() {
        return reader == null;
    }

    /// Rows and chunks since the last tick: they belong to the first batch after the replay.
    long openRows() {
        return batchRows;
    }

    long openChunks() {
        return batchChunks;
    }

    /// Goes on until the ring or the blocks are full, or the journal is over; answers how many slots were filled.
    int step(Ring<Slot> ring, BatchClock batches) {
        JournalReader journal = reader;
        int slots = 0;
        while (journal != null && ring.hasRoom()) {
            JournalEntry entry = pending == null ? journal.next() : pending;
            pending = entry;
            if (entry == null) {
                end(journal);
                return slots + 1;
            }
            if (entry instanceof JournalEntry.Rows ofInput && ofInput.rows() > 0
                    && !inputs[ofInput.input()].hasRoom()) {
                break;
            }
            long sequence = ring.claim();
            fill(ring.slot(sequence), entry, batches);
            ring.publish(sequence);
            pending = null;
            slots++;
            counters.replayedBytes.set(journal.bytesRead());
        }
        return slots;
    }

    private void fill(Slot slot, JournalEntry entry, BatchClock batches) {
        switch (entry) {
            case JournalEntry.StoredRows stored when stored.rows() == 0 -> slot.control();
            case JournalEntry.StoredRows stored -> {
                inputs[stored.input()].fill(slot, stored);
                rows += stored.rows();
                batchRows += stored.rows();
                batchChunks++;
                counters.replayedRows.set(rows);
            }
            case JournalEntry.NewRows _ -> throw new IllegalStateException("a journal was read that is being written");
            case JournalEntry.Tick tick -> {
                batches.resume(tick.batchId() + 1, tick.batchTimeMicros());
                slot.tick(tick.batchId(), tick.batchTimeMicros(), tick.endOfStream(), tick.complete());
                slot.facts().set(batchRows, batchChunks, System.nanoTime());
                counters.batches.set(tick.batchId() + 1);
                counters.batchTimeMicros.set(tick.batchTimeMicros());
                batchRows = 0;
                batchChunks = 0;
            }
            case JournalEntry.Rejected rejected -> slot.reject(rejected.input(), new Reject(rejected.source(),
                    rejected.part(), rejected.offset(), rejected.reason(), rejected.bytes()));
            case JournalEntry.Ruling _ -> slot.control();
        }
    }

    private void end(JournalReader journal) {
        journal.close();
        reader = null;
        counters.replayedBytes.set(history.bytes());
    }

    @Override
    public void close() {
        Closing closing = new Closing();
        if (reader != null) {
            closing.close(reader);
            reader = null;
        }
        for (ReplayedRows input : inputs) {
            closing.close(input);
        }
        closing.rethrow();
    }
}
