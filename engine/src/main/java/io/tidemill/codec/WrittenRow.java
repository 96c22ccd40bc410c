// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

import io.tidemill.RowWriter;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Padding;

/// A row that is written into a block, value by value. What becomes of it with its commit, and of a text that finds no room, is said by who
/// hands the row out.
public abstract class WrittenRow extends Padding implements RowWriter {
    private final BlockWriter writer;

    protected WrittenRow(BlockWriter writer) {
        this.writer = writer;
    }

    /// What the row is written with.
    protected final BlockWriter writer() {
        return writer;
    }

    /// Makes room for a text that did not fit; false if it is refused with its row.
    ///
    /// @throws RuntimeException if it is refused here and now
    protected abstract boolean makesRoom();

    @Override
    public final RowWriter set(int column, boolean value) {
        writer.setBoolean(column, value);
        return this;
    }

    @Override
    public final RowWriter set(int column, int value) {
        writer.setInt(column, value);
        return this;
    }

    @Override
    public final RowWriter set(int column, long value) {
        writer.setLong(column, value);
        return this;
    }

    @Override
    public final RowWriter set(int column, float value) {
        writer.setFloat(column, value);
        return this;
    }

    @Override
    public final RowWriter set(int column, double value) {
        writer.setDouble(column, value);
        return this;
    }

    @Override
    public final RowWriter set(int column, String value) {
        boolean placed = writer.setText(column, value);
        while (!placed && makesRoom()) {
            placed = writer.setText(column, value);
        }
        return this;
    }

    @Override
    public RowWriter setText(int column, byte[] utf8, int from, int bytes) {
        boolean placed = writer.setText(column, utf8, from, bytes);
        while (!placed && makesRoom()) {
            placed = writer.setText(column, utf8, from, bytes);
        }
        return this;
    }

    @Override
    public RowWriter setText(int column, long utf8Address, int bytes) {
        boolean placed = writer.setText(column, utf8Address, bytes);
        while (!placed && makesRoom()) {
            placed = writer.setText(column, utf8Address, bytes);
        }
        return this;
    }

    @Override
    public final RowWriter set(int column, Instant value) {
        writer.setLong(column, Times.micros(value));
        return this;
    }

    @Override
    public final RowWriter set(int column, LocalDate value) {
        writer.setInt(column, Times.days(value));
        return this;
    }

    @Override
    public final RowWriter set(int column, LocalDateTime value) {
        writer.setLong(column, Times.micros(value));
        return this;
    }

    @Override
    public final RowWriter set(int column, LocalTime value) {
        writer.setLong(column, Times.micros(value));
        return this;
    }

    @Override
    public final RowWriter setBytes(int column, byte[] value, int from, int bytes) {
        boolean placed = writer.setBytes(column, value, from, bytes);
        while (!placed && makesRoom()) {
            placed = writer.setBytes(column, value, from, bytes);
        }
        return this;
    }

    @Override
    public final RowWriter setBytes(int column, long address, int bytes) {
        boolean placed = writer.setBytes(column, address, bytes);
        while (!placed && makesRoom()) {
            placed = writer.setBytes(column, address, bytes);
        }
        return this;
    }

    @Override
    public final RowWriter set(int column, BigDecimal value) {
        writer.setDecimal(column, value);
        return this;
    }

    @Override
    public final RowWriter setUnscaled(int column, long unscaled) {
        writer.setUnscaled(column, unscaled);
        return this;
    }

    @Override
    public final RowWriter set(int column, List<?> value) {
        boolean placed = Lists.write(value, writer, column);
        while (!placed && makesRoom()) {
            placed = Lists.write(value, writer, column);
        }
        return this;
    }

    @Override
    public final RowWriter setNull(int column) {
        writer.setNull(column);
        return this;
    }

    @Override
    public final void close() {
        writer.discardRow();
    }
}
