// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.stress;

import java.nio.ByteBuffer;

import io.tidemill.BackPressure;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.PublisherHost;
import io.tidemill.ring.Reject;
import io.tidemill.ring.RowPublisher;
import io.tidemill.ring.Slot;

/// A publisher of numbers with a text each, its reading end, and one slot to read by: what the actors of a test share.
final class StressedPublisher {
    static final Schema SCHEMA = Schema.of(Field.of("number", Type.INT64), Field.of("twice", Type.INT64),
            Field.of("text", Type.UTF8));
    private static final int TEXT_BYTES = 8;
    private static final Reject REJECT = new Reject("stress", "", 0, "none", ByteBuffer.allocate(0));
    private static final MemoryBudget BUDGET = MemoryBudget.limited("stress", Long.MAX_VALUE);

    final RowPublisher<Long> publisher;
    final HandoffReader reader;
    private final Slot slot = new Slot();
    private final Chunk chunk = new Chunk(SCHEMA);

    /// @param blocks of so many rows and 8 bytes of text
    StressedPublisher(int blocks, int blockRows) {
        publisher = new RowPublisher<>(
                new RowPublisher.Options(0, "stress", blocks, blockRows, TEXT_BYTES, BackPressure.REFUSE), new Codec(),
                BUDGET, new Host());
        reader = publisher.reader();
    }

    /// Takes a view of what is there; false if there is nothing.
    boolean take() {
        if (!reader.take(slot, reader.written())) {
            return false;
        }
        slot.view(chunk);
        return true;
    }

    /// Takes a reject, if one comes next.
    boolean takeReject() {
        if (!reader.hasAside()) {
            return false;
        }
        reader.takeAside(slot);
        return true;
    }

    int rows() {
        return chunk.rows();
    }

    /// The number of a row that was taken, or -1 if the row is not whole.
    long number(int row) {
        long number = chunk.column(0).longAt(row);
        boolean whole = chunk.column(1).longAt(row) == 2 * number && chunk.column(2).textBytes(row) >= 0
                && chunk.column(2).textBytes(row) <= TEXT_BYTES;
        return whole ? number : -1;
    }

    /// Gives back what was taken.
    void release() {
        slot.release();
    }

    /// Writes a number whose text has so many bytes; false if it was refused.
    boolean write(long number, int textBytes) {
        return publisher.begin().set(0, number).set(1, 2 * number).set(2, "x".repeat(textBytes)).commit() >= 0;
    }

    /// Puts a reject between the rows.
    void reject() {
        publisher.reject(REJECT);
    }

    private static final class Codec implements RowCodec<Long> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public boolean write(Long number, BlockWriter row) {
            row.setLong(0, number);
            row.setLong(1, 2 * number);
            return row.setText(2, "x");
        }

        @Override
        public Long read(Chunk rows, int row) {
            return rows.column(0).longAt(row);
        }
    }

    private static final class Host implements PublisherHost {
        private final Doorbell doorbell = new Doorbell();

        @Override
        public long refusal() {
            return 0;
        }

        @Override
        public void awaitCredit(int attempts) {
            Thread.onSpinWait();
        }

        @Override
        public boolean awaitEnd(int attempts) {
            return false;
        }

        @Override
        public Doorbell doorbell() {
            return doorbell;
        }

        @Override
        public void closed(HandoffReader closed) {}
    }
}
