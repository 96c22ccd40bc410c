// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

import org.jspecify.annotations.Nullable;

import com.lmax.disruptor.Sequence;
import io.tidemill.RowWriter;
import io.tidemill.codec.Times;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Padding;

/// The row at hand of a [RowPublisher], from its first value to its release.
///
/// A row is written before anybody asks whether there is room for it: behind the last row of a full block there is room for one
/// more, which the commit then moves on. So a row has a single place where it may have to go another way. The release of a row
/// makes the compiler load again whatever the next one needs: all of that hangs on this object, and is little.
final class PublisherRow extends Padding implements RowWriter {
    private final RowPublisher<?> publisher;
    private final BlockWriter writer;
    private final Sequence tail;
    private final Doorbell doorbell;
    private long firstRow; // of the block at hand
    private long @Nullable [] offsets; // of the rows of the block at hand, if rows have places
    private int[] parts = {};
    private long offset = Places.NONE;
    private int part;

    PublisherRow(RowPublisher<?> publisher, BlockWriter writer, Sequence tail, Doorbell doorbell) {
        this.publisher = publisher;
        this.writer = writer;
        this.tail = tail;
        this.doorbell = doorbell;
    }

    /// Forgets a row that was not committed; answers where the next one goes.
    BlockWriter begin() {
        writer.discardRow();
        return writer;
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
    public RowWriter set(int column, boolean value) {
        writer.setBoolean(column, value);
        return this;
    }

    @Override
    public RowWriter set(int column, int value) {
        writer.setInt(column, value);
        return this;
    }

    @Override
    public RowWriter set(int column, long value) {
        writer.setLong(column, value);
        return this;
    }

    @Override
    public RowWriter set(int column, float value) {
        writer.setFloat(column, value);
        return this;
    }

    @Override
    public RowWriter set(int column, double value) {
        writer.setDouble(column, value);
        return this;
    }

    @Override
    public RowWriter set(int column, String value) {
        boolean placed = writer.setText(column, value);
        while (!placed && publisher.moveToSpare()) {
            placed = writer.setText(column, value);
        }
        return this;
    }

    @Override
    public RowWriter setText(int column, byte[] utf8, int from, int bytes) {
        boolean placed = writer.setText(column, utf8, from, bytes);
        while (!placed && publisher.moveToSpare()) {
            placed = writer.setText(column, utf8, from, bytes);
        }
        return this;
    }

    @Override
    public RowWriter setText(int column, long utf8Address, int bytes) {
        boolean placed = writer.setText(column, utf8Address, bytes);
        while (!placed && publisher.moveToSpare()) {
            placed = writer.setText(column, utf8Address, bytes);
        }
        return this;
    }

    @Override
    public RowWriter set(int column, Instant value) {
        writer.setLong(column, Times.micros(value));
        return this;
    }

    @Override
    public RowWriter set(int column, LocalDate value) {
        writer.setInt(column, Times.days(value));
        return this;
    }

    @Override
    public RowWriter set(int column, LocalDateTime value) {
        writer.setLong(column, Times.micros(value));
        return this;
    }

    @Override
    public RowWriter set(int column, LocalTime value) {
        writer.setLong(column, Times.micros(value));
        return this;
    }

    @Override
    public RowWriter setBytes(int column, byte[] value, int from, int bytes) {
        boolean placed = writer.setBytes(column, value, from, bytes);
        while (!placed && publisher.moveToSpare()) {
            placed = writer.setBytes(column, value, from, bytes);
        }
        return this;
    }

    @Override
    public RowWriter setBytes(int column, long address, int bytes) {
        boolean placed = writer.setBytes(column, address, bytes);
        while (!placed && publisher.moveToSpare()) {
            placed = writer.setBytes(column, address, bytes);
        }
        return this;
    }

    @Override
    public RowWriter set(int column, BigDecimal value) {
        writer.setDecimal(column, value);
        return this;
    }

    @Override
    public RowWriter setUnscaled(int column, long unscaled) {
        writer.setUnscaled(column, unscaled);
        return this;
    }

    @Override
    public RowWriter setNull(int column) {
        writer.setNull(column);
        return this;
    }

    @Override
    public long commit() {
        if (writer.isFull()) {
            return publisher.commitToNextBlock();
        }
        return release();
    }

    /// Ends the row and shows it to the engine; answers its number, or why it was refused after all.
    long release() {
        long number = firstRow + writer.endRow();
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

    @Override
    public void close() {
        writer.discardRow();
    }
}
