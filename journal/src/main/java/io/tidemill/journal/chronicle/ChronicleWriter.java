// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileChain;
import io.tidemill.memory.Memory;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/// Appends records to the files of one incarnation by Chronicle's mappings of them.
final class ChronicleWriter implements Carrier.Writer {
    /// The part of a file that is mapped at a time. A record is contiguous up to a quarter of it.
    private static final long BLOCK_BYTES = 64L << 20;
    private static final String METADATA = "metadata.cq4t";
    /// What Chronicle itself writes in front of or behind a record: a file's header, indices, the mark at its end.
    private static final int MARGIN_BYTES = 1 << 20;

    static {
        // before its classes are loaded: no network, no threads of its own but those that it cannot do without
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
    }

    private final FileChain files;
    private final Cycles cycles = new Cycles();
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;

    ChronicleWriter(Storage storage, Path directory, Carrier.Options options) throws IOException {
        storage.create(directory.resolve(METADATA)).close(); // for its mode
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(Cycles.CYCLE)
                .blockSize(BLOCK_BYTES)
                .timeProvider(cycles)
                .build();
        FileChain made = null;
        try {
            appender = queue.createAppender(); // before there is a file: it waits for the first header of one that it finds
            appender.singleThreadedCheckDisabled(true); // made by one thread, used by another from then on
            made = new FileChain(storage, directory, options, Cycles::name, MARGIN_BYTES);
            files = made;
            makeRoomToBegin();
        } catch (IOException | RuntimeException | Error failed) {
            queue.close();
            if (made != null) {
                made.close();
            }
            throw failed;
        }
    }

    /// Chronicle writes into a file as soon as it opens it.
    private void makeRoomToBegin() throws IOException {
        while (!files.hasRoom(0)) {
            if (files.allocate() == Carrier.Allocation.NO_SPACE) {
                throw new IOException("no space left on the device of " + file());
            }
        }
    }

    @Override
    public boolean hasRoom(int bytes) {
        return files.hasRoom(bytes);
    }

    @Override
    public boolean isFull(int bytes) {
        return files.isFull(bytes);
    }

    @Override
    public void roll() {
        files.roll();
        cycles.begin(files.current().number());
    }

    @Override
    public void append(long address, int bytes) throws IOException {
        long end;
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> mapped = Objects.requireNonNull(document.wire()).bytes();
            long begin = mapped.writePosition();
            Memory.copy(address, mapped.addressForWrite(begin), bytes);
            mapped.writeSkip(bytes);
            end = begin + bytes;
        } catch (RuntimeException failed) {
            throw new IOException("Chronicle Queue cannot append to %s: %s".formatted(file(), failed), failed);
        }
        files.current().appendedTo(end);
    }

    @Override
    public void force() throws IOException {
        files.force();
    }

    @Override
    public Carrier.Allocation allocate() throws IOException {
        return files.allocate();
    }

    @Override
    public Path file() {
        return files.current().path();
    }

    @Override
    public void close() throws IOException {
        try {
            appender.close();
            queue.close();
        } catch (RuntimeException failed) {
            throw new IOException("Chronicle Queue cannot close %s: %s".formatted(file(), failed), failed);
        } finally {
            files.close();
        }
    }
}
