// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;

import io.tidemill.journal.file.FileForm;
import io.tidemill.memory.Memory;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;

/// The file of a cycle, which stays mapped as long as this is open: whoever appends to it finds its pages there.
final class MappedCycle implements FileForm.Begun {
    private static final int PAGE_BYTES = 4096;

    private final SingleChronicleQueueStore store;
    private final MappedBytes bytes;
    private final long mappedBytes;
    private final long firstRecord;

    /// Takes the store over.
    ///
    /// @param mappedBytes of the file are mapped at once
    MappedCycle(SingleChronicleQueueStore store, long mappedBytes, long allocatedBytes) throws IOException {
        this.store = store;
        this.mappedBytes = mappedBytes;
        this.bytes = store.bytes();
        long front = bytes.addressForRead(0);
        firstRecord = Documents.firstHeader(Memory.segment(front, CycleFiles.UNIT_BYTES).asByteBuffer(), 0);
        if (firstRecord < 0) {
            close();
            throw new IOException("Chronicle Queue has not begun the file " + store.file());
        }
        allocated(firstRecord, allocatedBytes);
    }

    @Override
    public long firstRecord() {
        return firstRecord;
    }

    /// Writes a zero into each page, so that the writer need not wait for it.
    @Override
    public void allocated(long from, long to) throws IOException {
        try {
            for (long place = from; place < Math.min(to, mappedBytes); place += PAGE_BYTES) {
                bytes.writeByte(place, (byte) 0);
            }
        } catch (RuntimeException | InternalError failed) {
            throw CycleQueue.trouble(failed);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            bytes.releaseLast();
            store.close();
        } catch (RuntimeException | InternalError failed) {
            throw CycleQueue.trouble(failed);
        }
    }
}
