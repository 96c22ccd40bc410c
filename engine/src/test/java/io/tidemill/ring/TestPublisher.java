// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.tidemill.BackPressure;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// A publisher of numbers, and its reading end, on one thread.
final class TestPublisher implements AutoCloseable {
    static final Schema SCHEMA = Schema.of(Field.of("number", Type.INT64));

    final MemoryBudget budget = MemoryBudget.limited("test", Long.MAX_VALUE);
    final RowPublisher<Long> publisher;
    final HandoffReader reader;
    private final Slot slot = new Slot();
    private final Chunk chunk = new Chunk(SCHEMA);
    private long next;

    TestPublisher(int blocks, int blockRows) {
        publisher = new RowPublisher<>(
                new RowPublisher.Options(0, "test", blocks, blockRows, 0, BackPressure.REFUSE), new Codec(), budget,
                new Host());
        reader = publisher.reader();
    }

    /// Writes the next number, at a place.
    void row(String part, long nextOffset) {
        publisher.begin(part, nextOffset).set(0, next++).commit();
    }

    /// Writes the next number.
    void row() {
        publisher.begin().set(0, next++).commit();
    }

    void reject(String reason) {
        publisher.reject(new Reject("test", "part", 0, reason, ByteBuffer.allocate(0)));
    }

    /// Takes what comes next, as ingest does: `0-2 {a=3}` for rows, `{a=3}` for notes, the reason of a reject, nothing at the end.
    String take() {
        long written = reader.written();
        if (reader.hasAside()) {
            reader.takeAside(slot);
        } else if (!reader.take(slot, written)) {
            return "";
        }
        reader.showTaken();
        String taken = switch (slot.kind()) {
            case CHUNK -> {
                slot.view(chunk);
                yield chunk.column(0).longAt(0) + "-" + chunk.column(0).longAt(chunk.rows() - 1) + " "
                        + slot.positions();
            }
            case CONTROL -> slot.positions().toString();
            case REJECT -> String.valueOf(slot.reject()).replaceAll(".*reason=([^,]*),.*", "$1");
            case TICK -> throw new AssertionError("no tick was put in");
        };
        slot.release();
        return taken;
    }

    /// Takes all that is there.
    List<String> takeAll() {
        List<String> all = new ArrayList<>();
        for (String taken = take(); !taken.isEmpty(); taken = take()) {
            all.add(taken);
        }
        return all;
    }

    @Override
    public void close() {
        publisher.close();
        reader.free();
        budget.close();
    }

    private static final class Codec implements RowCodec<Long> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public boolean write(Long number, BlockWriter row) {
            row.setLong(0, number);
            return true;
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
            throw new AssertionError("nobody waits on one thread");
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
