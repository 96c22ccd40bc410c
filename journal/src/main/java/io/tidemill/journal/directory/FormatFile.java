// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What a data directory says of itself, in four lines that people can read: the file `tidemill`.
///
/// The first line will be the same in every version, so that an old one can say that a directory is too new for it.
///
/// @param carrier the name of the carrier that its journals lie in
/// @param made when, for people only
public record FormatFile(String carrier, String made) {
    public static final String NAME = "tidemill";
    public static final int VERSION = 1;

    private static final String FIRST_LINE = "tidemill data directory, format ";
    private static final String CARRIER = "carrier ";
    private static final String MADE = "made ";
    private static final String CRC = "crc32c ";
    private static final int MOST_BYTES = 4096;

    static FormatFile madeNow(String carrier) {
        return new FormatFile(carrier, Instant.now().toString());
    }

    /// Puts the file into a directory, as a whole or not at all.
    void write(Storage storage, Path directory) throws IOException {
        Path unfinished = directory.resolve(NAME + ".tmp");
        if (storage.exists(unfinished)) {
            storage.delete(unfinished);
        }
        try (Storage.File file = storage.create(unfinished)) {
            String lines = lines();
            file.write(ByteBuffer.wrap((lines + CRC + crc(lines) + "\n").getBytes(UTF_8)), 0);
            file.force();
        }
        storage.rename(unfinished, directory.resolve(NAME));
        storage.forceDirectory(directory);
    }

    private String lines() {
        return FIRST_LINE + VERSION + "\n" + CARRIER + carrier + "\n" + MADE + made + "\n";
    }

    private static String crc(String lines) {
        CRC32C crc = new CRC32C();
        crc.update(lines.getBytes(UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    /// Reads the file of a data directory; a JournalException says what is wrong with it.
    public static FormatFile read(Storage storage, Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        List<String> lines = text(storage, path).lines().toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        int version = first.startsWith(FIRST_LINE) ? version(first.substring(FIRST_LINE.length())) : 0;
        if (version > VERSION) {
            throw new JournalException(JournalException.Kind.TOO_NEW,
                    "the data directory %s has format %d, and this version knows formats up to %d: use the version that wrote it, or a newer one"
                            .formatted(directory, version, VERSION));
        }
        if (version == VERSION && lines.size() == 4 && lines.get(1).startsWith(CARRIER)
                && lines.get(2).startsWith(MADE)) {
            FormatFile found = new FormatFile(lines.get(1).substring(CARRIER.length()),
                    lines.get(2).substring(MADE.length()));
            if (lines.get(3).equals(CRC + crc(found.lines()))) {
                return found;
            }
        }
        throw new JournalException(JournalException.Kind.CORRUPTION,
                "%s is not what was written there: restore it from a backup, or from another directory of the same carrier"
                        .formatted(path));
    }

    private static int version(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private static String text(Storage storage, Path path) throws IOException {
        try (Storage.File file = storage.open(path)) {
            ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
                // goes on until all has come
            }
            return UTF_8.decode(bytes.flip()).toString();
        }
    }
}
