// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// One file while it is written, and what its three threads tell each other of it.
///
/// The allocating thread counts what it has filled with zeros, says that the file is begun, and names the one that comes next; the
/// writer counts what it has appended since, and says how much room it needs; the forcing thread says when it needs the file no
/// more. Each field is written by one thread at a time, after what it speaks of.
public final class AllocatedFile {
    private final Path path;
    private final int number;
    private final Storage.File file;
    private FileForm.@Nullable Begun begun; // set before the file is ready
    private long firstRecord; // set before the file is ready
    private volatile boolean ready;
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

    /// Begins the file with the zeros that are in it: from now on the writer may use it.
    void begin(FileForm form) throws IOException {
        FileForm.Begun beginning = form.begin(this, allocatedBytes);
        begun = beginning;
        firstRecord = beginning.firstRecord();
        appendedBytes = firstRecord;
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    /// Writes a record behind the last one. Writer.
    void append(long address, int bytes) throws IOException {
        long end = Objects.requireNonNull(begun).append(address, bytes, appendedBytes);
        records++;
        appendedBytes = end;
    }

    /// Says that the writer goes on in the next file. Writer.
    void end() throws IOException {
        Objects.requireNonNull(begun).end();
    }

    /// For a form that writes through the file, rather than through a mapping of it.
    void write(ByteBuffer bytes, long place) throws IOException {
        file.write(bytes, place);
    }

    /// Where the next record goes.
    long appendedBytes() {
        return appendedBytes;
    }

    /// Whether the file has a record, so that nothing is written any more into those before it.
    boolean hasRecord() {
        return appendedBytes > firstRecord;
    }

    /// Whether the file has more than its header. Writer.
    boolean hasRecords() {
        return records > 1;
    }

    boolean hasRoom(int bytes) {
        long needed = appendedBytes + bytes;
        if (ready && needed <= allocatedBytes) {
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
        long from = allocatedBytes;
        long end = from + zeros.remaining();
        file.write(zeros, from);
        if (begun != null) {
            begun.allocated(from, end);
        }
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

    /// Whether the writer has gone on to the next file, and written there.
    boolean isLeft() {
        AllocatedFile following = next;
        return following != null && following.hasRecord();
    }

    /// Forces what is in the file.
    void force() throws IOException {
        boolean last = isLeft();
        file.force();
        forced = last;
    }

    /// Whether all that will ever be in the file has been forced.
    boolean isForced() {
        return forced;
    }

    /// Closes the file, and gives the space back that the writer did not use.
    ///
    /// @param marginBytes of it stay
    void close(int marginBytes) throws IOException {
        try (Storage.File closing = file) {
            if (begun != null) {
                begun.close();
            }
            closing.truncate(ready ? appendedBytes + marginBytes : 0);
        }
    }
}
