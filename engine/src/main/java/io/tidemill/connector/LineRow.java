// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

import io.tidemill.RowWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A row of one text that a source writes, and that is a line to be decoded: with its commit it becomes a row of columns, or a reject.
final class LineRow implements RowWriter {
    private static final int POSITIONS_BYTES = Buffer.ALIGNMENT; // start, end, and the distance to the next one, which is 0
    private static final int FIRST_TEXT_BYTES = 4_096;

    private final SourceRows rows;
    private final MemoryBudget budget;
    private Buffer buffer;
    private String part = "";
    private long nextOffset;
    private boolean isSet;

    LineRow(SourceRows rows, MemoryBudget budget) {
        this.rows = rows;
        this.budget = budget;
        this.buffer = allocate(FIRST_TEXT_BYTES);
    }

    private Buffer allocate(long textBytes) {
        return Buffer.allocate(budget, "a line", POSITIONS_BYTES + textBytes);
    }

    LineRow begin(String ofPart, long next) {
        part = ofPart;
        nextOffset = next;
        isSet = false;
        return this;
    }

    /// Where the text goes.
    private long room(int column, int bytes) {
        if (column != 0) {
            throw columns();
        }
        if (POSITIONS_BYTES + bytes > buffer.bytes()) {
            Buffer larger = allocate(2L * bytes);
            buffer.close();
            buffer = larger;
        }
        Memory.putInt(buffer.address() + Integer.BYTES, bytes);
        isSet = true;
        return buffer.address() + POSITIONS_BYTES;
    }

    @Override
    public RowWriter set(int column, String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        return setText(column, utf8, 0, utf8.length);
    }

    @Override
    public RowWriter setText(int column, byte[] utf8, int from, int bytes) {
        Memory.copyIn(utf8, from, room(column, bytes), bytes);
        return this;
    }

    @Override
    public RowWriter setText(int column, long utf8Address, int bytes) {
        Memory.copy(utf8Address, room(column, bytes), bytes);
        return this;
    }

    /// Decodes the line. Answers 0: it need not be a row.
    @Override
    public long commit() {
        if (!isSet) {
            throw new IllegalStateException("the text of the row was not set");
        }
        isSet = false;
        long positions = buffer.address();
        rows.messages(positions + POSITIONS_BYTES, positions, positions + Integer.BYTES, 1, part, nextOffset,
                positions + 2L * Integer.BYTES);
        return 0;
    }

    @Override
    public void close() {
        isSet = false;
    }

    /// Gives back its memory.
    void release() {
        buffer.close();
    }

    private static IllegalStateException columns() {
        return new IllegalStateException("a row of text, which a format is to be read from, has one column");
    }

    @Override
    public RowWriter set(int column, boolean value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, int value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, long value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, float value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, double value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, Instant value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, LocalDate value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, LocalDateTime value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, List<?> value) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, LocalTime value) {
        throw columns();
    }

    @Override
    public RowWriter setBytes(int column, byte[] value, int from, int bytes) {
        throw columns();
    }

    @Override
    public RowWriter setBytes(int column, long address, int bytes) {
        throw columns();
    }

    @Override
    public RowWriter set(int column, BigDecimal value) {
        throw columns();
    }

    @Override
    public RowWriter setUnscaled(int column, long unscaled) {
        throw columns();
    }

    @Override
    public RowWriter setNull(int column) {
        throw columns();
    }
}
