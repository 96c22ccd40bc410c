// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;

/// Memory-mapped files in the format of Chronicle Queue: each record is a document of the queue.
///
/// A document is an int32 header, little-endian, and its bytes; headers stand at multiples of 4. The header holds the length in its lower
/// 30 bits; bit 30 says that the document is Chronicle's own, bit 31 that it is not whole. A header of 0 stands where the next document
/// will begin, one of all set upper bits and no length at the end of a file that was left.
public final class ChronicleCarrier implements Carrier {
    public static final String NAME = "chronicle";

    private static final int LENGTH = 0x3fff_ffff;
    private static final int METADATA = 1 << 30;
    private static final int NOT_COMPLETE = 1 << 31;

    private final Storage storage;

    /// @param storage the machine's own disk: Chronicle knows no other
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
                    "Chronicle Queue cannot carry the journal in %s without the JVM flags %s: add them, or choose the carrier `file`"
                            .formatted(directory, flags));
        });
        return new ChronicleWriter(storage, directory, options);
    }

    @Override
    public List<Path> files(Path directory) throws IOException {
        return storage.list(directory)
                .stream()
                .filter(name -> name.endsWith(".cq4"))
                .map(directory::resolve)
                .toList();
    }

    @Override
    public long nextRecord(ByteBuffer bytes, long at, long from) {
        long place = from + Integer.BYTES - 1 & -Integer.BYTES;
        while (place - at <= bytes.limit() - Integer.BYTES) {
            int header = bytes.getInt((int) (place - at));
            if (header == 0 || (header & NOT_COMPLETE) != 0) {
                return -1; // nothing yet, a document that never became whole, or the end of the file
            }
            if ((header & METADATA) == 0) {
                return place + Integer.BYTES;
            }
            place += Integer.BYTES + ((header & LENGTH) + Integer.BYTES - 1L & -Integer.BYTES);
        }
        return NEED_MORE;
    }
}
