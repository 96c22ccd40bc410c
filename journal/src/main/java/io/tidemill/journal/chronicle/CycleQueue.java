// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.WireType;

/// A Chronicle queue of which only the files of its cycles are used, and none of its appenders: they change cycles under the queue's
/// lock, on the thread that appends, and read the header of the new file there, for a millisecond.
final class CycleQueue implements AutoCloseable {
    private final SingleChronicleQueue queue;

    /// @param blockBytes how much of a file is mapped at a time; a record takes a quarter of that at most
    CycleQueue(Path directory, long blockBytes) throws IOException {
        queue = Uninterrupted.call(() -> SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(CycleFiles.CYCLES)
                .timeProvider(() -> CycleFiles.millis(1)) // no clock says which cycle it is
                .blockSize(blockBytes)
                .checkInterrupts(false)
                .wireType(WireType.BINARY_LIGHT)
                .build());
    }

    /// The longest record that fits.
    private int mostBytes() {
        return (int) (queue.overlapSize() - 2 * Documents.HEADER_BYTES);
    }

    /// Lets Chronicle map the file of a cycle, which is to hold zeros, and write there what it begins with.
    MappedCycle begin(int cycle, long allocatedBytes) throws IOException {
        return Uninterrupted.call(() -> new MappedCycle(
                Objects.requireNonNull(queue.storeForCycle(cycle, queue.epoch(), true, null), "no cycle"),
                queue.wireType(), mostBytes(), queue.blockSize(), allocatedBytes));
    }

    @Override
    public void close() throws IOException {
        Uninterrupted.run(queue::close);
    }
}
