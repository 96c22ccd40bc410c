// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// Up to where the journal is known to be on the disk: a lower bound, for recovery to tell what was lost from what was damaged.
///
/// A place is written *after* the barrier that covers it and *before* the durable sequence moves. So what stands here is never
/// ahead of the disk, and, as long as the system lives, never behind what was acknowledged. The file itself is forced only when
/// an incarnation begins, when it ends, and whenever the system likes: after a power cut it may name an older place. Then damage
/// between that and the newest barrier counts as a lost tail, which only a disk that broke its word can make.
///
/// Two slots, each in a block of its own, are written in turn: a slot that was torn leaves the other.
///
/// | from | bytes | what |
/// |---|---|---|
/// | 0 | 4 | [#MAGIC] |
/// | 4 | 4 | version, 1 |
/// | 8 | 8 | incarnation |
/// | 16 | 8 | sequence: that of the last entry that is safe |
/// | 24 | 4 | CRC of the last record that is safe |
/// | 28 | 4 | CRC32C of the bytes before |
public final class BarrierFile implements AutoCloseable {
    /// The letters `TMBP`.
    static final int MAGIC = 0x50424d54;

    private static final String NAME = "barrier";
    private static final int VERSION = 1;
    private static final int CRC_AT = 28;
    private static final int SLOT_BYTES = 32;
    private static final int SLOT_DISTANCE = 4096;
    private static final int FILE_BYTES = 2 * SLOT_DISTANCE;

    private final Storage.File file;
    private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private int turn;

    private BarrierFile(Storage.File file, int turn) {
        this.file = file;
        this.turn = turn;
    }

    /// A place up to which everything is on the disk.
    public record Place(long incarnation, long sequence, int crc) {
        boolean isAtLeast(Place other) {
            return incarnation > other.incarnation
                    || (incarnation == other.incarnation && sequence >= other.sequence);
        }
    }

    /// The place that a data directory's barrier file names; null if there is none, or none that can be trusted.
    public static @Nullable Place read(Storage storage, Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        if (!storage.exists(path)) {
            return null;
        }
        try (Storage.File file = storage.open(path)) {
            return newer(place(file, 0), place(file, 1));
        }
    }

    private static @Nullable Place newer(@Nullable Place one, @Nullable Place other) {
        return one == null || (other != null && other.isAtLeast(one)) ? other : one;
    }

    private static @Nullable Place place(Storage.File file, int number) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int from = number * SLOT_DISTANCE;
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) <= 0) {
                return null;
            }
        }
        CRC32C found = new CRC32C();
        found.update(bytes.flip().limit(CRC_AT));
        bytes.limit(SLOT_BYTES);
        boolean whole = bytes.getInt(0) == MAGIC && bytes.getInt(4) == VERSION
                && bytes.getInt(CRC_AT) == (int) found.getValue();
        return whole ? new Place(bytes.getLong(8), bytes.getLong(16), bytes.getInt(24)) : null;
    }

    /// Opens the file for writing, made if need be. The slot that names the newest place stays until another is written.
    static BarrierFile open(Storage storage, Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        boolean isNew = !storage.exists(path);
        Storage.File file = isNew ? storage.create(path) : storage.reopen(path);
        try {
            int size = (int) Math.min(file.size(), FILE_BYTES);
            file.write(ByteBuffer.allocate(FILE_BYTES - size), size); // so that no slot will ever want space
            if (isNew) {
                storage.forceDirectory(directory);
            }
            Place first = place(file, 0);
            return new BarrierFile(file, first != null && first.equals(newer(first, place(file, 1))) ? 1 : 0);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /// Writes a place down: only what a barrier has covered.
    void write(long incarnation, long sequence, int recordCrc) throws IOException {
        slot.clear().putInt(MAGIC).putInt(VERSION).putLong(incarnation).putLong(sequence).putInt(recordCrc).flip();
        crc.reset();
        crc.update(slot);
        slot.limit(SLOT_BYTES).putInt((int) crc.getValue()).flip();
        file.write(slot, (long) turn * SLOT_DISTANCE);
        turn = 1 - turn;
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
