// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileChain;

/// Memory-mapped files in the format of Chronicle Queue: each record is a document of the queue.
///
/// Writing needs flags of the JVM, see [ChronicleFlags]; reading needs none, and loads nothing of Chronicle's.
public final class ChronicleCarrier implements Carrier {
    public static final String NAME = "chronicle";

    private static final String METADATA = "metadata.cq4t";
    private static final int METADATA_BYTES = 128 << 10;
    private static final long LEAST_BLOCK_BYTES = 1 << 20;
    private static final long MOST_BLOCK_BYTES = 1 << 30;
    /// Very rare records are longer than records get.
    private static final int TOLERANCE = 2;
    /// A record takes so much of a block at most.
    private static final int PART_OF_BLOCK = 4;
    private static final Pattern FILE = Pattern.compile("\\d{8}-\\d{2}LX\\.cq4");

    private final Storage storage;

    /// @param storage the machine's own disk: Chronicle writes to no other
    public ChronicleCarrier(Storage storage) {
        this.storage = storage;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Writer create(Path directory, Options options) throws IOException {
        ChronicleFlags.missing().ifPresent(flags -> {
            throw new JournalException(JournalException.Kind.UNFIT,
                    "Chronicle Queue cannot carry the journal in %s without the JVM flags %s: add them, or java @engine.args, or choose the carrier `file`, which needs none"
                            .formatted(directory, flags));
        });
        makeMetadata(directory);
        CycleFiles form = new CycleFiles(new CycleQueue(directory, blockBytes(options)));
        try {
            return new FileChain(storage, directory, options, form);
        } catch (IOException | RuntimeException failed) {
            form.close();
            throw failed;
        }
    }

    /// Chronicle's own file: with the mode of ours, and all the space that it takes.
    private void makeMetadata(Path directory) throws IOException {
        try (Storage.File metadata = storage.create(directory.resolve(METADATA))) {
            metadata.write(ByteBuffer.allocate(METADATA_BYTES), 0);
        }
    }

    /// A whole file at a time, so that nothing is mapped while it is written.
    private static long blockBytes(Options options) {
        long wanted = Math.max(options.fileBytes(), PART_OF_BLOCK * TOLERANCE * options.recordBytes());
        return Math.clamp(Long.highestOneBit(wanted - 1) << 1, LEAST_BLOCK_BYTES, MOST_BLOCK_BYTES);
    }

    @Override
    public List<Path> files(Path directory) throws IOException {
        return storage.list(directory)
                .stream()
                .filter(name -> FILE.matcher(name).matches())
                .map(directory::resolve)
                .toList();
    }

    @Override
    public long nextRecord(ByteBuffer bytes, long at, long from) {
        return Documents.nextRecord(bytes, at, from);
    }
}
