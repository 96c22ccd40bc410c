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
public final class AllocatedFile {
    private final Path path;
    private final int number;
    private final Storage.File file;
    private volatile long appendedBytes;
    private volatile long neededBytes;
    private volatile long allocatedBytes;
    private volatile @Nullable AllocatedFile next;
    private volatile boolean forced;
    private int records; // the writer's

    private AllocatedFile(Path path, int number, Storage.File file) {
        this.path = path;
        this.number = number;
        this.file = file;
    }

    static AllocatedFile create(Storage storage, Path path, int number) throws IOException {
        return new AllocatedFile(path, number, storage.create(path));
    }

    public Path path() {
        return path;
    }

    /// Counts from 1.
    public int number() {
        return number;
    }

    /// Writes a record behind the last one. Writer.
    public void append(ByteBuffer record) throws IOException {
        long end = appendedBytes + record.remaining();
        file.write(record, appendedBytes);
        appendedTo(end);
    }

    /// Says that a record was written in some other way, and where it ends. Writer.
    public void appendedTo(long end) {
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
    AllocatedFile next() {
        return next;
    }

    void precede(AllocatedFile following) {
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
