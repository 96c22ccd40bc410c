// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.AllocatedFile;
import io.tidemill.journal.file.FileChain;

/// Appends records to the files of one incarnation through Chronicle's mappings of them.
final class ChronicleWriter implements Carrier.Writer {
    private static final long LEAST_BLOCK_BYTES = 1 << 20;
    private static final long MOST_BLOCK_BYTES = 1 << 30;
    /// Very rare records are longer than records get.
    private static final int TOLERANCE = 2;
    /// A record takes so much of a block at most.
    private static final int PART_OF_BLOCK = 4;
    private static final String METADATA = "metadata.cq4t";
    private static final int METADATA_BYTES = 128 << 10;

    private final CycleQueue queue;
    private final FileChain files;
    private final int mostBytes;

    ChronicleWriter(Storage storage, Path directory, Carrier.Options options) throws IOException {
        makeMetadata(storage, directory);
        queue = new CycleQueue(directory, blockBytes(options));
        mostBytes = queue.mostBytes();
        try {
            files = new FileChain(storage, directory, options, new CycleFiles(queue));
        } catch (IOException | RuntimeException failed) {
            queue.close();
            throw failed;
        }
    }

    /// Chronicle's own file: with the mode of ours, and all the space that it takes.
    private static void makeMetadata(Storage storage, Path directory) throws IOException {
        try (Storage.File metadata = storage.create(directory.resolve(METADATA))) {
            metadata.write(ByteBuffer.allocate(METADATA_BYTES), 0);
        }
    }

    /// A whole file at a time, so that nothing is mapped while it is written.
    private static long blockBytes(Carrier.Options options) {
        long wanted = Math.max(options.fileBytes(), PART_OF_BLOCK * TOLERANCE * options.recordBytes());
        return Math.clamp(Long.highestOneBit(wanted - 1) << 1, LEAST_BLOCK_BYTES, MOST_BLOCK_BYTES);
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
        queue.cycle(files.current().number());
    }

    @Override
    public void append(long address, int bytes) throws IOException {
        if (bytes > mostBytes) {
            throw new IOException(
                    "a record of %,d bytes is more than Chronicle Queue takes, %,d: let blocks have fewer rows or shorter lines"
                            .formatted(bytes, mostBytes));
        }
        AllocatedFile file = files.current();
        long place = file.appendedBytes();
        queue.append(address, bytes, place);
        file.appendedTo(Documents.end(place, bytes));
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
        try (queue; files) {
            queue.closeAppender();
        }
    }
}
