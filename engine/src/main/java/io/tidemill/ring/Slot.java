// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Positions;
import io.tidemill.memory.Block;
import io.tidemill.memory.Chunk;

/// One slot of the input ring: a chunk, a tick or a reject, in the order of the journal.
///
/// Written by ingest before it is published; read by journal, lanes and output until all have passed it.
public final class Slot {

    /// What a slot carries.
    public enum Kind {
        /// A view of rows of one publisher.
        CHUNK,
        /// The end of a batch.
        TICK,
        /// Bytes of a source that are no row.
        REJECT,
        /// Something for the journal only: it leads to no output.
        CONTROL
    }

    private Kind kind = Kind.TICK;
    private int input;
    private @Nullable RowsOwner owner;
    private @Nullable HandoffReader publisher;
    private @Nullable Block block;
    private long entryIndex;
    private boolean endsEntry;
    private long endRow;
    private final Positions positions = new Positions();
    private int from;
    private int to;
    private long batchId;
    private long batchTimeMicros;
    private boolean endOfStream;
    private boolean complete;
    private final BatchFacts facts = new BatchFacts();
    private @Nullable Reject reject;

    void chunk(HandoffReader reader, Block rows, int fromRow, int toRow) {
        kind = Kind.CHUNK;
        owner = reader;
        publisher = reader;
        input = reader.input();
        block = rows;
        from = fromRow;
        to = toRow;
        positions.clear();
    }

    /// Holds rows that were read from a journal: all of a block.
    void replayed(RowsOwner replay, int ofInput, Block rows, long entry, int count) {
        kind = Kind.CHUNK;
        owner = replay;
        input = ofInput;
        block = rows;
        from = 0;
        to = count;
        ends(entry, true, 0);
        positions.clear();
    }

    /// Says which entry of the hand-off the chunk views, whether it ends it, and after which row of the publisher it ends.
    void ends(long entry, boolean isEndOfEntry, long endOfRows) {
        entryIndex = entry;
        endsEntry = isEndOfEntry;
        endRow = endOfRows;
    }

    /// Whether the chunk ends its block: the publisher writes no more next to it.
    public boolean endsEntry() {
        return endsEntry;
    }

    /// Makes this the tick that ends a batch.
    ///
    /// @param isEndOfStream whether the engine is stopped in order, or the inputs have ended
    /// @param isComplete whether all inputs have ended by themselves
    public void tick(long id, long timeMicros, boolean isEndOfStream, boolean isComplete) {
        kind = Kind.TICK;
        batchId = id;
        batchTimeMicros = timeMicros;
        endOfStream = isEndOfStream;
        complete = isComplete;
    }

    /// Holds nothing but something that a journal holds.
    public void control() {
        kind = Kind.CONTROL;
        positions.clear();
    }

    /// Holds notes of how far a source has read, in front of a row.
    void notes(HandoffReader reader, long row) {
        kind = Kind.CONTROL;
        publisher = reader;
        input = reader.input();
        endRow = row;
        positions.clear();
    }

    public void reject(int ofInput, Reject bytes) {
        kind = Kind.REJECT;
        input = ofInput;
        reject = bytes;
    }

    public Kind kind() {
        return kind;
    }

    public int input() {
        return input;
    }

    /// The publisher of a chunk's rows, or of notes; null if they were replayed.
    public @Nullable HandoffReader publisher() {
        return publisher;
    }

    /// The publisher's number of the row behind the chunk's last one, or behind the notes.
    public long endRow() {
        return endRow;
    }

    /// How far the publisher had come with the chunk's rows.
    public Positions positions() {
        return positions;
    }

    public int rows() {
        return to - from;
    }

    public long batchId() {
        return batchId;
    }

    public long batchTimeMicros() {
        return batchTimeMicros;
    }

    /// What was counted of the batch that a tick ends.
    public BatchFacts facts() {
        return facts;
    }

    public boolean endOfStream() {
        return endOfStream;
    }

    public boolean complete() {
        return complete;
    }

    public @Nullable Reject reject() {
        return reject;
    }

    /// Views the rows of a chunk slot; stable until the slot is released.
    public void view(Chunk target) {
        Block rows = block;
        if (rows == null) {
            throw new IllegalStateException("the slot holds no chunk but a " + kind);
        }
        target.view(rows, from, to);
        target.stable(true);
    }

    /// Gives back what the slot held and forgets it. Output agent, when everyone has passed the slot.
    public void release() {
        RowsOwner lender = owner;
        publisher = null;
        if (lender != null) {
            owner = null;
            block = null;
            lender.release(entryIndex, endsEntry, endRow);
        }
        reject = null;
    }
}
