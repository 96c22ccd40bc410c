// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import org.jspecify.annotations.Nullable;

import com.lmax.disruptor.Sequence;
import io.tidemill.codec.WrittenRow;
import io.tidemill.memory.BlockWriter;

/// The row at hand of a [RowPublisher], from its first value to its release.
///
/// A row is written before anybody asks whether there is room for it: behind the last row of a full block there is room for one
/// more, which the commit then moves on. So a row has a single place where it may have to go another way. The release of a row
/// makes the compiler load again whatever the next one needs: all of that hangs on this object, and is little.
final class PublisherRow extends WrittenRow {
    private final RowPublisher<?> publisher;
    private final Sequence tail;
    private final Doorbell doorbell;
    private long firstRow; // of the block at hand
    private long @Nullable [] offsets; // of the rows of the block at hand, if rows have places
    private int[] parts = {};
    private long offset = Places.NONE;
    private int part;

    PublisherRow(RowPublisher<?> publisher, BlockWriter writer, Sequence tail, Doorbell doorbell) {
        super(writer);
        this.publisher = publisher;
        this.tail = tail;
        this.doorbell = doorbell;
    }

    /// Forgets a row that was not committed; answers where the next one goes.
    BlockWriter begin() {
        writer().discardRow();
        return writer();
    }

    /// Goes on with an empty block, the rows of which are numbered from here on, with room for their places if they have any.
    void block(long firstNumber, long @Nullable [] offsetsOfRows, int[] partsOfRows) {
        firstRow = firstNumber;
        offsets = offsetsOfRows;
        parts = partsOfRows;
    }

    /// Says where the row that is begun next stands.
    void place(int ofPart, long nextOffset) {
        part = ofPart;
        offset = nextOffset;
    }

    @Override
    protected boolean makesRoom() {
        return publisher.moveToSpare();
    }

    @Override
    public long commit() {
        if (writer().isFull()) {
            return publisher.commitToNextBlock();
        }
        return release();
    }

    /// Ends the row and shows it to the engine; answers its number, or why it was refused after all.
    long release() {
        long number = firstRow + writer().endRow();
        long[] places = offsets;
        if (places != null) {
            keepPlace(places, (int) (number - firstRow));
        }
        tail.set(number + 1); // releases the row: paired with the acquiring load in HandoffReader.take
        return doorbell.isQuiet() ? number : publisher.answer(number);
    }

    private void keepPlace(long[] places, int row) {
        places[row] = offset;
        parts[row] = part;
    }
}
