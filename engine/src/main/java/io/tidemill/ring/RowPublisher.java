// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import com.lmax.disruptor.Sequence;
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
/// cache lines.
public final class RowPublisher<T> extends Padding implements Publisher<T> {
    private final String name;
    private final RowCodec<T> codec;
    private final BackPressure backPressure;
    private final PublisherHost host;
    private final Handoff handoff;
    private final HandoffReader reader;
    private final Doorbell doorbell;
    private final BlockWriter writer;
    private final Block scrap;
    private final PublisherRow row;
    private final Sequence tail;
    private Handoff.Entry entry;
    private long firstRow; // of the block at hand, or of the next one
    private long entries;
    private boolean open;
    private long refusal = CLOSED;

    /// What a publisher is made with.
    ///
    /// @param blocks a power of two
    /// @param textBytes room for text in each utf8 column of a block: the longest text of a row
    public record Options(int input, String name, int blocks, int blockRows, int textBytes,
            BackPressure backPressure) {}

    public RowPublisher(Options options, RowCodec<T> codec, MemoryBudget budget, PublisherHost host) {
        Schema schema = codec.schema();
        this.name = options.name();
        this.codec = codec;
        this.backPressure = options.backPressure();
        this.host = host;
        this.doorbell = host.doorbell();
        this.writer = new BlockWriter(schema);
        this.handoff = Handoff.allocate(options, schema, budget);
        this.scrap = handoff.scrap();
        this.reader = new HandoffReader(handoff, options.input(), name, options.blockRows());
        this.tail = handoff.tail;
        this.entry = handoff.entry(0);
        this.row = new PublisherRow(this, writer);
        writer.begin(scrap);
        writer.end();
    }

    /// The engine's end.
    public HandoffReader reader() {
        return reader;
    }

    @Override
    public long append(T value) {
        if (!ready()) {
            return refusal;
        }
        if (!codec.write(value, writer)) {
            writer.discardRow();
            if (!nextBlock()) {
                return refusal;
            }
            if (!codec.write(value, writer)) {
                writer.discardRow();
                throw tooLong();
            }
        }
        return commit();
    }

    @Override
    public RowWriter begin() {
        if (ready()) {
            writer.discardRow();
        } else {
            writer.begin(scrap);
        }
        return row;
    }

    /// Commits the row at hand, or answers why it was refused.
    long commit() {
        if (refusal != 0) {
            writer.end();
            return refusal;
        }
        long number = firstRow + writer.endRow();
        tail.set(number + 1); // releases the row: paired with the acquiring load in HandoffReader.take
        doorbell.ring();
        return number;
    }

    /// Whether the block at hand takes a row; if not, goes on to the next one. False if that is refused, with `refusal` set.
    private boolean ready() {
        return (!writer.isFull() && !doorbell.isStopped()) || nextBlockUnlessStopped();
    }

    private boolean nextBlockUnlessStopped() {
        return (!writer.isFull() && closedOrFailed() == 0) || nextBlock();
    }

    @Override
    public long appendChunk(Chunk chunk) {
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
            copied += fitted;
            if (fitted == 0) {
                endBlock();
            } else {
                show(firstRow + writer.rows());
            }
        }
        return rows() - 1;
    }

    /// Appends lines to an input of one utf8 column that takes no nulls: line i is the text `[starts[i], ends[i])`.
    ///
    /// Answers how many lines it took, fewer than asked only if it was refused: [#refusal] then tells why.
    public int appendLines(long utf8Address, long startsAddress, long endsAddress, int lines) {
        int copied = 0;
        while (copied < lines && ready()) {
            int fitted = RowCopier.copyText(utf8Address, startsAddress + 4L * copied, endsAddress + 4L * copied,
                    lines - copied, writer);
            if (fitted == 0 && writer.rows() == 0) {
                throw tooLong();
            }
            copied += fitted;
            if (fitted == 0) {
                endBlock();
            } else {
                show(firstRow + writer.rows());
            }
        }
        return copied;
    }

    private void show(long rows) {
        tail.set(rows);
        doorbell.ring();
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
        show(firstRow);
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
        open = true;
        return true;
    }

    /// Takes what was set of the row at hand along to the next block; false if that is refused.
    boolean moveRow() {
        if (refusal != 0) {
            return false;
        }
        if (writer.rows() == 0) {
            writer.discardRow();
            throw tooLong();
        }
        endRows();
        if (!claimEntry()) {
            writer.begin(scrap);
            return false;
        }
        open = true;
        if (!writer.moveRow(entry.own)) {
            writer.discardRow();
            throw tooLong();
        }
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

    IllegalArgumentException tooLong() {
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
        return tail.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        if (!handoff.closed) {
            endBlock();
            handoff.closed = true;
            host.closed(reader);
        }
    }
}
