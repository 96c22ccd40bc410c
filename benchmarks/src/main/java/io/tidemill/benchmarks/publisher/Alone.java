// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import org.jspecify.annotations.Nullable;

import io.tidemill.BackPressure;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.PublisherHost;
import io.tidemill.ring.RowPublisher;
import io.tidemill.ring.Slot;

/// A publisher without an engine: when its blocks are full, its own thread gives them back.
final class Alone implements PublisherHost, AutoCloseable {
    private static final int BLOCKS = 16;
    private static final int BLOCK_ROWS = 8_192;

    private final MemoryBudget budget = MemoryBudget.limited("alone", 64 << 20);
    private final Doorbell doorbell = new Doorbell();
    private final Slot slot = new Slot();
    private final Chunk view;
    private final RowPublisher<Reading> publisher;
    private final @Nullable Checksum checksum;

    /// @param checksum looks at the rows before they are given back, if there is one
    Alone(@Nullable Checksum checksum) {
        RowCodec<Reading> codec = Reading.codec();
        this.checksum = checksum;
        this.view = new Chunk(codec.schema());
        this.publisher = new RowPublisher<>(
                new RowPublisher.Options(0, "alone", BLOCKS, BLOCK_ROWS, 64, BackPressure.WAIT), codec, budget, this);
    }

    RowPublisher<Reading> publisher() {
        return publisher;
    }

    /// Takes all rows that wait, and gives them back.
    void drain() {
        HandoffReader reader = publisher.reader();
        while (reader.take(slot, reader.written())) {
            if (checksum != null) {
                slot.view(view);
                checksum.accept(view);
            }
            slot.release();
        }
    }

    @Override
    public long refusal() {
        return 0;
    }

    @Override
    public void awaitCredit(int attempts) {
        drain();
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

    @Override
    public void close() {
        publisher.close();
        publisher.reader().free();
        budget.close();
    }
}
