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

/// Memory-mapped files in the format of Chronicle Queue: each record is a document of the queue.
///
/// Writing needs flags of the JVM, see [ChronicleFlags]; reading needs none, and loads nothing of Chronicle's.
public final class ChronicleCarrier implements Carrier {
    public static final String NAME = "chronicle";

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
        return new ChronicleWriter(storage, directory, options);
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
