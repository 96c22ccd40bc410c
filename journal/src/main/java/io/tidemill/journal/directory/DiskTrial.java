// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;

/// Tries a disk out before anything depends on it: writes, forces and reads back, and warns of what promises less than it seems.
final class DiskTrial {
    private static final Logger LOG = LoggerFactory.getLogger(DiskTrial.class);
    private static final String PROBE = "probe";
    private static final int PROBE_BYTES = 4096;
    private static final Map<String, String> DOUBTFUL = Map.of(
            "tmpfs", "lies in memory: nothing there survives the machine",
            "ramfs", "lies in memory: nothing there survives the machine",
            "nfs", "is on a network file system, whose locks and barriers depend on its server",
            "nfs4", "is on a network file system, whose locks and barriers depend on its server",
            "cifs", "is on a network file system, whose locks and barriers depend on its server",
            "smb3", "is on a network file system, whose locks and barriers depend on its server",
            "overlay", "is on the layer of a container, which goes when the container goes: mount a volume");

    private DiskTrial() {}

    static void run(Path directory, Storage storage) throws IOException {
        Path path = directory.resolve(PROBE);
        if (storage.exists(path)) {
            storage.delete(path);
        }
        ByteBuffer written = pattern();
        ByteBuffer read = ByteBuffer.allocate(PROBE_BYTES);
        try (Storage.File file = storage.create(path)) {
            file.write(written, 0);
            file.force();
            while (read.hasRemaining() && file.read(read, read.position()) > 0) {
                // goes on until all has come
            }
        }
        storage.delete(path);
        if (!read.flip().equals(pattern())) {
            throw new JournalException(JournalException.Kind.UNFIT,
                    "the disk behind %s does not give back what was written to it".formatted(directory));
        }
        String fileSystem = storage.fileSystem(directory);
        String doubt = DOUBTFUL.get(fileSystem);
        if (doubt != null) {
            LOG.warn("the data directory {} {} ({})", directory, doubt, fileSystem);
        }
    }

    private static ByteBuffer pattern() {
        ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
        for (int i = 0; i < PROBE_BYTES; i++) {
            bytes.put((byte) (i * 31 + 7));
        }
        return bytes.flip();
    }
}
