// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.concurrent.TimeUnit;

import io.tidemill.journal.file.FileForm;
import io.tidemill.memory.Memory;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/// The file of a cycle, mapped as long as this is open, and the wire by which Chronicle writes documents into it.
///
/// Chronicle is trusted with nothing: where a record has come to lie is checked each time.
final class MappedCycle implements FileForm.Begun {
    private static final int PAGE_BYTES = 4096;

    private final SingleChronicleQueueStore store;
    private final MappedBytes pages; // the allocating thread's
    private final MappedBytes documents; // the writer's
    private final Wire wire; // over the documents
    private final int mostBytes;
    private final long mappedBytes;
    private final long firstRecord;
    private long lastRecord; // where the header of the newest one is

    /// Takes the store over.
    ///
    /// @param mostBytes of a record
    /// @param mappedBytes of the file are mapped at once
    MappedCycle(SingleChronicleQueueStore store, WireType wireType, int mostBytes, long mappedBytes,
            long allocatedBytes) throws IOException {
        this.store = store;
        this.mostBytes = mostBytes;
        this.mappedBytes = mappedBytes;
        pages = store.bytes();
        documents = store.bytes();
        wire = wireType.apply(documents);
        wire.usePadding(store.dataVersion() > 0);
        long front = pages.addressForRead(0);
        firstRecord = Documents.firstHeader(Memory.segment(front, CycleFiles.UNIT_BYTES).asByteBuffer(), 0);
        if (firstRecord < 0) {
            close();
            throw new IOException("Chronicle Queue has not begun the file " + store.file());
        }
        allocated(firstRecord, allocatedBytes);
        documents.addressForWrite(firstRecord); // maps the writer's view
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
                pages.writeByte(place, (byte) 0);
            }
        } catch (RuntimeException | InternalError failed) {
            throw Uninterrupted.trouble(failed);
        }
    }

    @Override
    public long append(long address, int bytes, long place) throws IOException {
        if (bytes > mostBytes) {
            throw new IOException(
                    "a record of %,d bytes is more than Chronicle Queue takes, %,d: let blocks have fewer rows or shorter lines"
                            .formatted(bytes, mostBytes));
        }
        boolean interrupted = Thread.interrupted();
        try {
            write(address, bytes, place);
        } catch (RuntimeException | InternalError failed) {
            throw Uninterrupted.trouble(failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        lastRecord = place;
        return Documents.end(place, bytes);
    }

    private void write(long address, int bytes, long place) throws IOException {
        documents.writePosition(place);
        long header = wire.enterHeader(bytes);
        if (header != place) {
            throw new IOException("Chronicle Queue goes on at byte %,d, not at %,d".formatted(header, place));
        }
        long target = documents.addressForWrite(header + Documents.HEADER_BYTES);
        Memory.copy(address, target, bytes);
        documents.writeSkip(bytes);
        try {
            wire.updateHeader(header, false, 0);
        } catch (StreamCorruptedException failed) {
            throw Uninterrupted.trouble(failed);
        }
        if (Memory.intAt(target - Documents.HEADER_BYTES) != bytes) {
            throw new IOException("Chronicle Queue has not kept the record at byte %,d".formatted(place));
        }
    }

    /// Writes the mark that lets a reader of Chronicle's go on to the next cycle.
    @Override
    public void end() throws IOException {
        Uninterrupted.run(() -> wire.writeEndOfWire(0, TimeUnit.MILLISECONDS, lastRecord));
    }

    /// Leaves in the file where its last record is, for what Chronicle can do with it.
    @Override
    public void close() throws IOException {
        Uninterrupted.run(() -> {
            if (lastRecord > 0) {
                store.writePosition(lastRecord);
            }
            documents.releaseLast();
            pages.releaseLast();
            store.close();
        });
    }
}
