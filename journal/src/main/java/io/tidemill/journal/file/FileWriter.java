// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.memory.Memory;

/// Appends to the files of one incarnation.
///
/// The files are a chain, which the allocating thread makes longer: some left but still open, the one at hand, and at most one
/// that comes next. The writer walks along it, the forcing thread follows.
final class FileWriter implements Carrier.Writer {
    private static final int STEP_BYTES = 256 << 10;

    private final Storage storage;
    private final Path directory;
    private final Carrier.Options options;
    private volatile JournalFile current; // the writer's
    private ByteBuffer view = ByteBuffer.allocate(0); // the writer's, over the memory that records come from
    private long viewAddress;
    private JournalFile unforced; // the forcing thread's: the oldest that may hold what was not forced
    private JournalFile oldest; // the allocating thread's: the oldest that is open
    private JournalFile newest; // the allocating thread's: the end of the chain
    private @Nullable JournalFile unfinished; // the allocating thread's: has not enough zeros yet for the chain
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_BYTES);

    FileWriter(Storage storage, Path directory, Carrier.Options options) throws IOException {
        this.storage = storage;
        this.directory = directory;
        this.options = options;
        JournalFile first = make(1);
        current = first;
        unforced = first;
        oldest = first;
        newest = first;
    }

    /// A new file, whose name stays.
    private JournalFile make(int number) throws IOException {
        JournalFile made = JournalFile.create(storage, directory, number);
        if (options.forced()) {
            storage.forceDirectory(directory);
        }
        return made;
    }

    @Override
    public boolean hasRoom(int bytes) {
        return current.hasRoom(bytes);
    }

    @Override
    public boolean isFull(int bytes) {
        JournalFile file = current;
        return file.appendedBytes() + bytes > options.fileBytes() && file.hasRecords() && file.next() != null;
    }

    @Override
    public void roll() {
        current = Objects.requireNonNull(current.next(), "no file comes next");
    }

    @Override
    public void append(long address, int bytes) throws IOException {
        if (address != viewAddress || bytes > view.capacity()) {
            viewAddress = address;
            view = Memory.segment(address, Math.max(STEP_BYTES, 2L * Integer.highestOneBit(bytes))).asByteBuffer();
        }
        current.append(view.limit(bytes).position(0));
    }

    @Override
    public void force() throws IOException {
        JournalFile last = current;
        while (unforced != last) {
            unforced.forceAtLast();
            unforced = Objects.requireNonNull(unforced.next());
        }
        last.force();
    }

    @Override
    public Carrier.Allocation allocate() throws IOException {
        try {
            closeLeft();
            return grow() ? Carrier.Allocation.GREW : Carrier.Allocation.ENOUGH;
        } catch (Storage.NoSpaceException full) {
            return Carrier.Allocation.NO_SPACE;
        }
    }

    private void closeLeft() throws IOException {
        JournalFile last = current;
        while (oldest != last && (oldest.isForced() || !options.forced())) {
            JournalFile left = oldest;
            oldest = Objects.requireNonNull(left.next());
            left.close();
        }
    }

    private boolean grow() throws IOException {
        JournalFile file = current;
        long ahead = file.appendedBytes() + options.aheadBytes();
        long wanted = Math.max(Math.min(ahead, options.fileBytes()), file.neededBytes());
        return grow(file, wanted) || (ahead > options.fileBytes() && file == newest && prepare(file.number + 1));
    }

    private boolean grow(JournalFile file, long wantedBytes) throws IOException {
        long missing = wantedBytes - file.allocatedBytes();
        if (missing <= 0) {
            return false;
        }
        file.allocate(zeros.position(0).limit((int) Math.min(missing, STEP_BYTES)));
        return true;
    }

    /// Makes the next file, step by step, and the chain longer by it when it has room for the writer.
    private boolean prepare(int number) throws IOException {
        JournalFile file = unfinished;
        if (file == null) {
            file = make(number);
            unfinished = file;
        }
        if (!grow(file, Math.min(options.aheadBytes(), options.fileBytes()))) {
            newest.precede(file);
            newest = file;
            unfinished = null;
        }
        return true;
    }

    @Override
    public Path file() {
        return current.path;
    }

    /// Closes all files and removes the one that was not begun.
    @Override
    public void close() throws IOException {
        IOException failure = null;
        JournalFile last = current;
        for (JournalFile file = oldest; file != null; file = file.next()) {
            failure = closed(file, file.number > last.number, failure);
        }
        if (unfinished != null) {
            failure = closed(unfinished, true, failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable IOException closed(JournalFile file, boolean remove, @Nullable IOException before) {
        try {
            file.close();
            if (remove) {
                storage.delete(file.path);
            }
            return before;
        } catch (IOException failed) {
            if (before != null) {
                before.addSuppressed(failed);
                return before;
            }
            return failed;
        }
    }
}
