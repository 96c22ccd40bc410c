// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// One file while it is written, and what its three threads tell each other of it.
///
/// The writer counts what it has appended and says how much room it needs, the allocating thread counts what it has filled with
/// zeros and names the file that comes next, the forcing thread says when it needs the file no more. Each field is written by one
/// thread, after what it speaks of.
final class JournalFile {
    final Path path;
    final int number;
    private final Storage.File file;
    private volatile long appendedBytes;
    private volatile long neededBytes;
    private volatile long allocatedBytes;
    private volatile @Nullable JournalFile next;
    private volatile boolean forced;
    private int records; // the writer's

    private JournalFile(Path path, int number, Storage.File file) {
        this.path = path;
        this.number = number;
        this.file = file;
    }

    static JournalFile create(Storage storage, Path directory, int number) throws IOException {
        Path path = directory.resolve("%08d.journal".formatted(number));
        return new JournalFile(path, number, storage.create(path));
    }

    void append(ByteBuffer record) throws IOException {
        long end = appendedBytes + record.remaining();
        file.write(record, appendedBytes);
        records++;
        appendedBytes = end;
    }

    long appendedBytes() {
        return appendedBytes;
    }

    /// Whether the file has more than its header.
    boolean hasRecords() {
        return records > 1;
    }

    boolean hasRoom(int bytes) {
        long needed = appendedBytes + bytes;
        if (needed <= allocatedBytes) {
            return true;
        }
        neededBytes = needed;
        return false;
    }

    /// How far the file must be allocated for a record that waits.
    long neededBytes() {
        return neededBytes;
    }

    void allocate(ByteBuffer zeros) throws IOException {
        long end = allocatedBytes + zeros.remaining();
        file.write(zeros, allocatedBytes);
        allocatedBytes = end;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }

    @Nullable
    JournalFile next() {
        return next;
    }

    void precede(JournalFile following) {
        next = following;
    }

    void force() throws IOException {
        file.force();
    }

    /// Forces a file that the writer has left.
    void forceAtLast() throws IOException {
        file.force();
        forced = true;
    }

    /// Whether all that will ever be in the file has been forced.
    boolean isForced() {
        return forced;
    }

    /// Closes the file, and gives the space back that the writer did not use.
    void close() throws IOException {
        try (Storage.File closing = file) {
            closing.truncate(appendedBytes);
        }
    }
}
