// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import io.tidemill.RowWriter;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Padding;

/// The row at hand of a [RowPublisher]. A refused row is written to a block of scrap, so that setters need not ask.
final class PublisherRow extends Padding implements RowWriter {
    private final RowPublisher<?> publisher;
    private final BlockWriter writer;

    PublisherRow(RowPublisher<?> publisher, BlockWriter writer) {
        this.publisher = publisher;
        this.writer = writer;
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
        if (!writer.setText(column, value) && publisher.moveRow() && !writer.setText(column, value)) {
            throw discard();
        }
        return this;
    }

    @Override
    public RowWriter setText(int column, byte[] utf8, int from, int bytes) {
        if (!writer.setText(column, utf8, from, bytes) && publisher.moveRow()
                && !writer.setText(column, utf8, from, bytes)) {
            throw discard();
        }
        return this;
    }

    @Override
    public RowWriter setText(int column, long utf8Address, int bytes) {
        if (!writer.setText(column, utf8Address, bytes) && publisher.moveRow()
                && !writer.setText(column, utf8Address, bytes)) {
            throw discard();
        }
        return this;
    }

    @Override
    public RowWriter set(int column, Instant value) {
        writer.setLong(column, ChronoUnit.MICROS.between(Instant.EPOCH, value));
        return this;
    }

    @Override
    public RowWriter set(int column, LocalDate value) {
        writer.setInt(column, Math.toIntExact(value.toEpochDay()));
        return this;
    }

    @Override
    public RowWriter setNull(int column) {
        writer.setNull(column);
        return this;
    }

    @Override
    public long commit() {
        return publisher.commit();
    }

    @Override
    public void close() {
        writer.discardRow();
    }

    private IllegalArgumentException discard() {
        writer.discardRow();
        return publisher.tooLong();
    }
}
