// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.time.Duration;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.tidemill.BackPressure;
import io.tidemill.Publisher;
import io.tidemill.RowWriter;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Padding;
import io.tidemill.memory.RowCopier;
import io.tidemill.memory.Schema;

/// The writer's end of a [Handoff]: fills blocks row by row and shows each row by moving `tail`.
///
/// All fields belong to the writing thread. What it shares with the engine are the two counters of the handoff, each alone on its
/// cache lines. What a row needs that fits is in its [PublisherRow]; here is what a block needs.
public final class RowPublisher<T> extends Padding implements Publisher<T> {
    private static final String NO_PART = "";
    private static final int[] NO_PARTS = {};

    private final String name;
    private final int mostRows;
    private final RowCodec<T> codec;
    private final BackPressure backPressure;
    private final PublisherHost host;
    private final Handoff handoff;
    private final HandoffReader reader;
    private final Doorbell doorbell;
    private final BlockWriter writer;
    private Block spare; // where the row at hand waits for a block
    private final PublisherRow row;
    private final ExternalIds ids;
    private Handoff.Entry entry;
    private long firstRow; // of the block at hand, or of the next one
    private long entries;
    private boolean open;
    private long refusal;

    /// What a publisher is made with.
    ///
    /// @param blocks a power of two
    /// @param textBytes room for text in each utf8 column of a block: the longest text of a row
    /// @param firstRow the number of its first row: rows are counted through all starts of the engine
    /// @param lastId the external id of the row before it, or [Publisher#NO_ID]
    /// @param durable how many of the rows before it are durable, and from now on of its own
    public record Options(int input, String name, int blocks, int blockRows, int textBytes,
            BackPressure backPressure, long firstRow, long lastId, DurableRows durable) {

        /// Of a publisher that nobody knows yet.
        public Options(int input, String name, int blocks, int blockRows, int textBytes, BackPressure backPressure) {
            this(input, name, blocks, blockRows, textBytes, backPressure, 0, NO_ID,
                    new DurableRows(0, NO_ID));
        }
    }

    public RowPublisher(Options options, RowCodec<T> codec, MemoryBudget budget, PublisherHost host) {
        Schema schema = codec.schema();
        this.name = options.name();
        this.mostRows = options.blockRows();
        this.codec = codec;
        this.backPressure = options.backPressure();
        this.host = host;
        this.doorbell = host.doorbell();
        this.writer = new BlockWriter(schema);
        this.handoff = Handoff.allocate(options, schema, budget);
        this.spare = handoff.spare();
        this.reader = new HandoffReader(handoff, options);
        this.firstRow = options.firstRow();
        this.ids = new ExternalIds(name, options.lastId());
        this.entry = handoff.entry(0);
        this.row = new PublisherRow(this, writer, handoff.tail, doorbell);
        endBlock();
    }

    /// The engine's end.
    public HandoffReader reader() {
        return reader;
    }

    @Override
    public long append(T value) {
        BlockWriter columns = row.begin();
        if (!codec.write(value, columns) && moveToSpare() && !codec.write(value, columns)) {
            throw tooLong();
        }
        return row.commit();
    }

    @Override
    public long append(T value, long externalId) {
        if (ids.isDuplicate(externalId)) {
            return rows() - 1;
        }
        row.place(places().part(NO_PART), externalId);
        long number = append(value);
        if (number >= 0) {
            ids.appended(externalId);
        }
        return number;
    }

    @Override
    public RowWriter begin() {
        row.begin();
        return row;
    }

    /// Begins a row of a source that can go back.
    ///
    /// @param part what is read in order by itself
    /// @param nextOffset where in it to go on behind this row
    public RowWriter begin(String part, long nextOffset) {
        row.place(places().part(part), nextOffset);
        row.begin();
        return row;
    }

    /// Puts bytes that are no row between those rows that were committed and those that will be; false if too much waits there, or
    /// if it is refused: [#refusal] then tells why.
    public boolean reject(Reject reject) {
        return takesAsides() && handoff.asides.reject(handoff.tail.get(), reject);
    }

    /// Notes how far a part of a source was read, between rows like [#reject]; false as for that.
    public boolean note(String part, long offset) {
        return takesAsides() && handoff.asides.note(handoff.tail.get(), part, offset);
    }

    /// How many parts it keeps the names of. Writer.
    int partsKnown() {
        return handoff.places == null ? 0 : handoff.places.known();
    }

    /// Nothing may stand behind a row that was refused.
    private boolean takesAsides() {
        refusal = closedOrFailed();
        return refusal == 0;
    }

    /// The places of rows, from the first row that has one on.
    private Places places() {
        Places known = handoff.places;
        if (known == null) {
            known = new Places(handoff.blocks(), mostRows + 1);
            handoff.places = known;
            if (open) {
                row.block(firstRow, known.offsets(entries - 1), known.parts(entries - 1));
            }
        }
        return known;
    }

    private void beginBlock() {
        Places known = handoff.places;
        if (known == null) {
            row.block(firstRow, null, NO_PARTS);
        } else {
            row.block(firstRow, known.offsets(entries - 1), known.parts(entries - 1));
        }
    }

    /// Commits the row at hand, for which its block has no room, to the next block; answers its number, or why it is refused.
    long commitToNextBlock() {
        endRows();
        if (!claimEntry()) {
            writer.discardRow();
            return refusal;
        }
        if (!writer.moveRow(entry.own)) {
            throw tooLong();
        }
        spare.clear();
        beginBlock();
        open = true;
        return row.release();
    }

    /// Takes what was set of the row at hand along to the spare row, which holds any text that is not too long; false if the
    /// publisher is closed, and the text need not be kept.
    boolean moveToSpare() {
        if (handoff.writerIsDone) {
            return false;
        }
        if (writer.block() == spare) {
            throw tooLong();
        }
        endRows();
        if (!writer.moveRow(spare)) {
            throw tooLong();
        }
        writer.end();
        return true;
    }

    /// The answer to rows that were shown while the engine signalled something, the last of which has a number.
    ///
    /// A sleeper is woken. An engine that has stopped may have looked for rows before it could see these: it says how many it
    /// took in the end.
    long answer(long number) {
        doorbell.ring();
        if (!doorbell.isStopped()) {
            return number;
        }
        writer.end();
        for (int attempts = 0; handoff.finalRows < 0; attempts++) {
            if (!host.awaitEnd(attempts)) {
                break;
            }
        }
        refusal = number < handoff.finalRows ? 0 : closedOrFailed();
        return refusal == 0 ? number : refusal;
    }

    private boolean ready() {
        return !writer.isFull() || nextBlock();
    }

    @Override
    public long appendChunk(Chunk chunk) {
        return appendChunk(chunk, NO_PART, 0, 0, null);
    }

    /// The same for a source that can go back: behind the i-th selected row it goes on at `base + nexts[i]` of a part.
    ///
    /// @param nextsAddress of int32 values, one a selected row
    public long appendChunk(Chunk chunk, String part, long base, long nextsAddress) {
        return appendChunk(chunk, part, base, nextsAddress, places());
    }

    private long appendChunk(Chunk chunk, String part, long base, long nextsAddress, @Nullable Places places) {
        if (!chunk.schema().equals(writer.schema())) {
            throw new IllegalArgumentException(
                    "the chunk has columns %s, publisher `%s` takes %s".formatted(chunk.schema().names(), name,
                            writer.schema().names()));
        }
        if (chunk.selectedRows() == 0) {
            return takesNothing();
        }
        int copied = 0;
        while (copied < chunk.selectedRows()) {
            if (!ready()) {
                return refusal;
            }
            int fitted = RowCopier.copy(chunk, copied, writer);
            if (fitted == 0 && writer.rows() == 0) {
                throw tooLong();
            }
            keepPlaces(fitted, part, base, nextsAddress + 4L * copied, places);
            copied += fitted;
            if (fitted == 0) {
                endBlock();
            } else if (show(firstRow + writer.rows()) < 0) {
                return refusal;
            }
        }
        return rows() - 1;
    }

    /// Appends lines to an input of one utf8 column that takes no nulls: line i is the text `[starts[i], ends[i])`.
    ///
    /// Answers how many lines it took, fewer than asked only if it was refused: [#refusal] then tells why.
    public int appendLines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        return appendLines(utf8Address, startsAddress, endsAddress, lines, NO_PART, 0, 0, null);
    }

    /// The same for a source that can go back: behind line i it goes on at `base + nexts[i]` of a part.
    ///
    /// @param nextsAddress of int32 values, one a line
    public int appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String part, long base,
            long nextsAddress) {
        return appendLines(utf8Address, startsAddress, endsAddress, lines, part, base, nextsAddress, places());
    }

    private int appendLines(long utf8Address, long startsAddress, long endsAddress, int lines, String part, long base,
            long nextsAddress, @Nullable Places places) {
        int copied = 0;
        while (copied < lines && ready()) {
            int fitted = RowCopier.copyText(utf8Address, startsAddress + 4L * copied, endsAddress + 4L * copied,
                    lines - copied, writer);
            if (fitted == 0 && writer.rows() == 0) {
                throw tooLong();
            }
            keepPlaces(fitted, part, base, nextsAddress + 4L * copied, places);
            copied += fitted;
            if (fitted == 0) {
                endBlock();
            } else if (show(firstRow + writer.rows()) < 0) {
                return copied - (int) (handoff.tail.get() - rows());
            }
        }
        return copied;
    }

    /// Keeps the places of the last rows of the block at hand.
    private void keepPlaces(int rows, String part, long base, long nextsAddress, @Nullable Places places) {
        if (places == null) {
            keepNoPlaces(rows);
        } else {
            places.lines(entries - 1, writer.rows() - rows, rows, places.part(part), base, nextsAddress);
        }
    }

    /// Says that the last rows of the block at hand have no place, in case that others have.
    private void keepNoPlaces(int rows) {
        Places known = handoff.places;
        if (known != null) {
            known.none(entries - 1, writer.rows() - rows, writer.rows());
        }
    }

    /// Shows rows up to a number; answers that of the last, or why they are refused.
    private long show(long rows) {
        handoff.tail.set(rows);
        return doorbell.isQuiet() ? rows - 1 : answer(rows - 1);
    }

    @Override
    public long lend(LentColumns columns, long lentRows, Runnable onReleased) {
        if (!columns.schema().equals(writer.schema())) {
            throw new IllegalArgumentException(
                    "the lent columns are %s, publisher `%s` takes %s".formatted(columns.schema().names(), name,
                            writer.schema().names()));
        }
        if (lentRows < 0 || lentRows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "lend up to %,d rows at a time, not %,d".formatted(Integer.MAX_VALUE, lentRows));
        }
        columns.check(lentRows);
        if (handoff.places != null) {
            throw new IllegalStateException(
                    "publisher `%s` gives rows external ids: lend its columns by another one".formatted(name));
        }
        if (lentRows == 0) {
            onReleased.run();
            return takesNothing();
        }
        if (!nextEntry()) {
            return refusal;
        }
        entry.block = entry.shell();
        entry.block.lend(columns);
        firstRow += lentRows;
        entry.endRow = firstRow;
        entry.onReleased = onReleased;
        handoff.tail.set(firstRow);
        doorbell.ring();
        return firstRow - 1;
    }

    /// The answer to no rows: the number of the last row, 0 if there is none yet, or why rows are not taken.
    private long takesNothing() {
        long code = closedOrFailed();
        return code != 0 ? code : Math.max(0, rows() - 1);
    }

    /// Why no row is taken whatever the room, or 0.
    private long closedOrFailed() {
        long code = host.refusal();
        return code == 0 && handoff.closed ? CLOSED : code;
    }

    /// Ends the block at hand and begins the next one; false if that is refused, with `refusal` set.
    private boolean nextBlock() {
        if (!nextEntry()) {
            return false;
        }
        writer.begin(entry.own);
        beginBlock();
        open = true;
        return true;
    }

    /// Ends the block at hand and claims the next entry, with an empty block; false if that is refused, with `refusal` set.
    private boolean nextEntry() {
        endBlock();
        return claimEntry();
    }

    private boolean claimEntry() {
        int attempts = 0;
        while (true) {
            refusal = closedOrFailed();
            if (refusal != 0) {
                return false;
            }
            if (hasCredit()) {
                break;
            }
            if (backPressure == BackPressure.REFUSE) {
                refusal = BACK_PRESSURED;
                return false;
            }
            if (attempts == 0) {
                handoff.waits.add(1);
            }
            doorbell.ring();
            host.awaitCredit(attempts++);
        }
        entry = handoff.entry(entries++);
        handoff.claimed.set(entries);
        entry.own.clear();
        entry.block = entry.own;
        entry.firstRow = firstRow;
        entry.endRow = firstRow + entry.own.capacity();
        entry.onReleased = null;
        return true;
    }

    private boolean hasCredit() {
        return entries - handoff.head.get() < handoff.blocks(); // acquires the engine's release of `head`
    }

    /// Ends the block at hand where it stands, if there is one; what was set of a row is dropped.
    private void endBlock() {
        endRows();
        writer.begin(spare);
        writer.end();
    }

    /// Fixes how many rows the block at hand has. An empty one is used again.
    private void endRows() {
        if (!open) {
            return;
        }
        open = false;
        if (writer.rows() == 0) {
            entries--;
        } else {
            firstRow += writer.rows();
            entry.endRow = firstRow;
        }
    }

    private IllegalArgumentException tooLong() {
        writer.discardRow();
        return new IllegalArgumentException(
                "a text of the row is longer than a block of publisher `%s` takes: raise the line limit"
                        .formatted(name));
    }

    /// Why the last call was refused, or 0.
    public long refusal() {
        return refusal;
    }

    @Override
    public boolean hasRoom() {
        return !handoff.closed && (!writer.isFull() || hasCredit());
    }

    @Override
    public long rows() {
        long rows = handoff.tail.get();
        long finalRows = handoff.finalRows;
        return finalRows < 0 ? rows : Math.min(rows, finalRows);
    }

    @Override
    public boolean awaitDurable(long number, Duration timeout) throws InterruptedException {
        return reader.awaitDurable(number, timeout, host);
    }

    @Override
    public OptionalLong lastDurableId() {
        long id = reader.durableId();
        return id == NO_ID ? OptionalLong.empty() : OptionalLong.of(id);
    }

    @Override
    public long duplicates() {
        return ids.duplicates();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        if (!handoff.writerIsDone) {
            spare = handoff.nowhere();
            endBlock();
            handoff.lastId = ids.last();
            handoff.writerIsDone = true;
            handoff.closed = true;
            host.closed(reader);
        }
    }
}
