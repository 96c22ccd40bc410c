// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.journal;

import java.nio.ByteBuffer;
import java.util.Objects;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.Positions;
import io.tidemill.memory.Chunk;
import io.tidemill.ring.Reject;
import io.tidemill.ring.Slot;

/// Shows slots of the input ring as journal entries: one view of each kind, set again for each slot.
final class SlotEntries {
    private final RowsView rows;
    private final NotesView notes = new NotesView();
    private final TickView tick = new TickView();
    private final RejectedView rejected = new RejectedView();

    SlotEntries(ExecutionPlan plan) {
        rows = new RowsView(plan.inputs().stream().map(input -> new Chunk(input.schema())).toArray(Chunk[]::new));
    }

    JournalEntry of(long sequence, Slot slot) {
        return switch (slot.kind()) {
            case CHUNK -> rows.set(sequence, slot);
            case TICK -> tick.set(sequence, slot);
            case REJECT -> rejected.set(sequence, slot);
            case CONTROL -> notes.set(sequence, slot);
        };
    }

    private static final class RowsView implements JournalEntry.NewRows {
        private final Chunk[] views;
        private long sequence;
        private int input;
        private String publisher = "";
        private long firstRow;
        private Positions positions = new Positions();

        RowsView(Chunk[] views) {
            this.views = views;
        }

        RowsView set(long ofSequence, Slot slot) {
            sequence = ofSequence;
            input = slot.input();
            publisher = Objects.requireNonNull(slot.publisher()).name();
            firstRow = slot.endRow() - slot.rows();
            positions = slot.positions();
            slot.view(views[input]);
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public String publisher() {
            return publisher;
        }

        @Override
        public long firstRow() {
            return firstRow;
        }

        @Override
        public int rows() {
            return views[input].rows();
        }

        @Override
        public Positions positions() {
            return positions;
        }

        @Override
        public Chunk chunk() {
            return views[input];
        }
    }

    /// Places of parts in which no row ended.
    private static final class NotesView implements JournalEntry.NewRows {
        private long sequence;
        private int input;
        private String publisher = "";
        private long firstRow;
        private Positions positions = new Positions();

        NotesView set(long ofSequence, Slot slot) {
            sequence = ofSequence;
            input = slot.input();
            publisher = Objects.requireNonNull(slot.publisher()).name();
            firstRow = slot.endRow();
            positions = slot.positions();
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public String publisher() {
            return publisher;
        }

        @Override
        public long firstRow() {
            return firstRow;
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public Positions positions() {
            return positions;
        }

        @Override
        public Chunk chunk() {
            throw new IllegalStateException("notes have no rows");
        }
    }

    private static final class TickView implements JournalEntry.Tick {
        private long sequence;
        private long batchId;
        private long batchTimeMicros;
        private boolean endOfStream;
        private boolean complete;

        TickView set(long ofSequence, Slot slot) {
            sequence = ofSequence;
            batchId = slot.batchId();
            batchTimeMicros = slot.batchTimeMicros();
            endOfStream = slot.endOfStream();
            complete = slot.complete();
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public long batchId() {
            return batchId;
        }

        @Override
        public long batchTimeMicros() {
            return batchTimeMicros;
        }

        @Override
        public boolean endOfStream() {
            return endOfStream;
        }

        @Override
        public boolean complete() {
            return complete;
        }
    }

    private static final class RejectedView implements JournalEntry.Rejected {
        private long sequence;
        private int input;
        private Reject reject = new Reject("", "", 0, "", ByteBuffer.allocate(0));

        RejectedView set(long ofSequence, Slot slot) {
            sequence = ofSequence;
            input = slot.input();
            reject = Objects.requireNonNull(slot.reject());
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public String source() {
            return reject.source();
        }

        @Override
        public String part() {
            return reject.part();
        }

        @Override
        public long offset() {
            return reject.offset();
        }

        @Override
        public String reason() {
            return reject.reason();
        }

        @Override
        public ByteBuffer bytes() {
            return reject.bytes();
        }
    }
}
