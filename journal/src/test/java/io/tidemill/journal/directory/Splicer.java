// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Cuts and pastes in the files of a journal at random: parts of records and whole ones, within a file and between them.
final class Splicer {
    private final FaultImage image;
    private final Random random;
    private String last = "";

    Splicer(FaultImage image, Random random) {
        this.image = image;
        this.random = random;
    }

    /// The journal with one more splice than it had when it was whole.
    ImageStorage next() {
        Path file = file();
        byte[] bytes = image.bytes(file);
        byte[] piece = piece();
        int at = place(file);
        return switch (random.nextInt(5)) {
            case 0 -> replace("overwritten", file, at, Math.min(piece.length, bytes.length - at), piece);
            case 1 -> replace("inserted", file, at, 0, piece);
            case 2 -> replace("removed", file, at, Math.min(piece.length, bytes.length - at), new byte[0]);
            case 3 -> replace("zeroed", file, at, Math.min(piece.length, bytes.length - at),
                    new byte[Math.min(piece.length, bytes.length - at)]);
            default -> staleTail();
        };
    }

    private ImageStorage replace(String deed, Path file, int at, int length, byte[] piece) {
        byte[] bytes = image.bytes(file);
        byte[] spliced = new byte[bytes.length - length + piece.length];
        System.arraycopy(bytes, 0, spliced, 0, at);
        System.arraycopy(piece, 0, spliced, at, piece.length);
        System.arraycopy(bytes, at + length, spliced, at + piece.length, bytes.length - at - length);
        last = "%s %d bytes at byte %d of %s".formatted(deed, Math.max(length, piece.length), at, file);
        return image.with(file, deed.equals("overwritten") ? Arrays.copyOf(spliced, bytes.length) : spliced);
    }

    /// The last file from one of its records on, overwritten by something older.
    private ImageStorage staleTail() {
        List<JournalImage.Placed> kept = image.kept();
        JournalImage.Placed from = kept.get(kept.size() - 1 - random.nextInt(4));
        byte[] piece = piece();
        byte[] tail = Arrays.copyOf(image.bytes(from.file()), from.offset() + piece.length);
        System.arraycopy(piece, 0, tail, from.offset(), piece.length);
        last = "stale tail of %d bytes at byte %d of %s".formatted(piece.length, from.offset(), from.file());
        return image.with(from.file(), tail);
    }

    private Path file() {
        List<Path> files = image.journalFiles();
        return files.get(random.nextInt(files.size()));
    }

    /// Some records, or some bytes.
    private byte[] piece() {
        List<JournalImage.Placed> records = image.image().records;
        JournalImage.Placed first = records.get(random.nextInt(records.size()));
        byte[] bytes = image.bytes(first.file());
        if (random.nextBoolean()) {
            int end = records.stream()
                    .filter(record -> record.file().equals(first.file()))
                    .mapToInt(JournalImage.Placed::end)
                    .filter(ofRecord -> ofRecord > first.offset())
                    .skip(random.nextInt(3))
                    .findFirst()
                    .orElse(first.end());
            return Arrays.copyOfRange(bytes, first.offset(), end);
        }
        int from = random.nextInt(bytes.length);
        return Arrays.copyOfRange(bytes, from, from + 1 + random.nextInt(Math.min(300, bytes.length - from)));
    }

    /// Where a record begins or ends, or anywhere.
    private int place(Path file) {
        List<JournalImage.Placed> records = image.image().records.stream()
                .filter(record -> record.file().equals(file))
                .toList();
        JournalImage.Placed record = records.get(random.nextInt(records.size()));
        return switch (random.nextInt(3)) {
            case 0 -> record.offset();
            case 1 -> record.end();
            default -> random.nextInt(image.bytes(file).length);
        };
    }

    @Override
    public String toString() {
        return last;
    }
}
