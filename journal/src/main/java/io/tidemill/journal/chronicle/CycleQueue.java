// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import io.tidemill.memory.Memory;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/// A Chronicle queue whose cycles change when it is told so, and which is trusted with nothing: where a record has come to lie is
/// checked each time.
///
/// An interrupt of the thread that calls is kept from Chronicle, which would close its files because of it.
final class CycleQueue implements AutoCloseable {
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private volatile int cycle = 1;

    /// @param blockBytes how much of a file is mapped at a time; a record takes a quarter of that at most
    CycleQueue(Path directory, long blockBytes) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            queue = SingleChronicleQueueBuilder.binary(directory)
                    .rollCycle(CycleFiles.CYCLES)
                    .timeProvider(() -> CycleFiles.millis(cycle))
                    .blockSize(blockBytes)
                    .checkInterrupts(false)
                    .syncMode(SyncMode.NONE) // barriers are ours
                    .build();
            appender = appender(queue);
        } catch (RuntimeException | InternalError failed) {
            throw trouble(failed);
        } finally {
            restore(interrupted);
        }
    }

    /// Made before there is a file: it would wait for the first header of one.
    private static ExcerptAppender appender(SingleChronicleQueue queue) {
        try {
            ExcerptAppender made = queue.createAppender();
            made.singleThreadedCheckDisabled(true); // one thread at a time: the one that begins may not be the one that appends
            return made;
        } catch (RuntimeException failed) {
            queue.close();
            throw failed;
        }
    }

    /// The longest record that fits.
    int mostBytes() {
        return (int) (queue.overlapSize() - 2 * Documents.HEADER_BYTES);
    }

    /// Says which cycle the next record belongs to.
    void cycle(int next) {
        cycle = next;
    }

    /// Lets Chronicle map the file of a cycle, which is to hold zeros, and write there what it begins with. Not while the first
    /// record of another cycle is appended.
    MappedCycle begin(int ofCycle, long allocatedBytes) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return new MappedCycle(
                    Objects.requireNonNull(queue.storeForCycle(ofCycle, queue.epoch(), true, null), "no cycle"),
                    queue.blockSize(), allocatedBytes);
        } catch (RuntimeException | InternalError failed) {
            throw trouble(failed);
        } finally {
            restore(interrupted);
        }
    }

    /// Appends a record, whose document must come to lie at a place of the cycle's file.
    void append(long address, int bytes, long place) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            long target;
            try (DocumentContext document = appender.writingDocument()) {
                Bytes<?> writable = Objects.requireNonNull(document.wire()).bytes();
                long begin = writable.writePosition();
                if (begin != place + Documents.HEADER_BYTES || bytes > writable.writeRemaining()) {
                    document.rollbackOnClose();
                    throw new IOException("Chronicle Queue goes on at byte %,d, not at %,d".formatted(begin, place));
                }
                target = writable.addressForWrite(begin);
                Memory.copy(address, target, bytes);
                writable.writeSkip(bytes);
            }
            if (Memory.intAt(target - Documents.HEADER_BYTES) != bytes) {
                throw new IOException("Chronicle Queue has not kept the record at byte %,d".formatted(place));
            }
        } catch (RuntimeException | InternalError failed) {
            throw trouble(failed);
        } finally {
            restore(interrupted);
        }
    }

    /// The exception that others understand: Chronicle throws any that it likes, and an error for a page that the disk refuses.
    static IOException trouble(Throwable failed) {
        return new IOException("Chronicle Queue has failed: " + failed, failed);
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets go of the file at hand: nothing more is appended.
    void closeAppender() throws IOException {
        close(appender);
    }

    @Override
    public void close() throws IOException {
        close(queue);
    }

    private static void close(net.openhft.chronicle.core.io.Closeable closing) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            closing.close();
        } catch (RuntimeException | InternalError failed) {
            throw trouble(failed);
        } finally {
            restore(interrupted);
        }
    }
}
