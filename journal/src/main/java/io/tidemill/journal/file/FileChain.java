// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;

/// Appends records to the files of one incarnation, each allocated ahead of the writer.
///
/// They are a chain, which the allocating thread makes longer: some left but still open, the one at hand, and at most one
/// that comes next. The writer walks along it, the forcing thread follows.
public final class FileChain implements Carrier.Writer {
    private static final int STEP_BYTES = 256 << 10;

    private final Storage storage;
    private final Path directory;
    private final Carrier.Options options;
    private final FileForm form;
    private volatile AllocatedFile current; // the writer's
    private AllocatedFile unforced; // the forcing thread's: the oldest that may hold what was not forced
    private AllocatedFile oldest; // the allocating thread's: the oldest that is open
    private AllocatedFile newest; // the allocating thread's: the end of the chain
    private @Nullable AllocatedFile unfinished; // the allocating thread's: has not enough zeros yet for the chain
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(STEP_BYTES);

    public FileChain(Storage storage, Path directory, Carrier.Options options, FileForm form) throws IOException {
        this.storage = storage;
        this.directory = directory;
        this.options = options;
        this.form = form;
        AllocatedFile first = make(1);
        current = first;
        unforced = first;
        oldest = first;
        newest = first;
    }

    /// A new file, whose name stays.
    private AllocatedFile make(int number) throws IOException {
        AllocatedFile made = AllocatedFile.create(storage, directory.resolve(form.name(number)), number);
        if (options.forced()) {
            storage.forceDirectory(directory);
        }
        return made;
    }

    @Override
    public Path file() {
        return current.path();
    }

    @Override
    public boolean hasRoom(int bytes) {
        return current.hasRoom(bytes + form.marginBytes());
    }

    @Override
    public boolean isFull(int bytes) {
        AllocatedFile file = current;
        return file.appendedBytes() + bytes > options.fileBytes() && file.hasRecords() && file.next() != null;
    }

    @Override
    public void roll() throws IOException {
        AllocatedFile file = current;
        file.end();
        current = Objects.requireNonNull(file.next(), "no file comes next");
    }

    @Override
    public void append(long address, int bytes) throws IOException {
        current.append(address, bytes);
    }

    @Override
    public void force() throws IOException {
        AllocatedFile last = current;
        for (AllocatedFile file = unforced; file != last; file = Objects.requireNonNull(file.next())) {
            file.force();
            unforced = file.isForced() ? Objects.requireNonNull(file.next()) : file;
        }
        last.force();
        if (last.isForced()) { // the writer had gone on meanwhile: the allocating thread may close it now
            unforced = Objects.requireNonNull(last.next());
        }
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
        while (options.forced() ? oldest.isForced() : oldest.isLeft()) {
            AllocatedFile left = oldest;
            oldest = Objects.requireNonNull(left.next());
            left.close(form.marginBytes());
        }
    }

    private boolean grow() throws IOException {
        AllocatedFile file = current;
        if (!file.isReady()) {
            begin(file);
            return true;
        }
        long ahead = file.appendedBytes() + options.aheadBytes();
        long wanted = Math.max(Math.min(ahead, options.fileBytes()), file.neededBytes());
        return grow(file, wanted)
                || (ahead > options.fileBytes() && file == newest && file.hasRecord() && prepare(file.number() + 1));
    }

    private boolean grow(AllocatedFile file, long wantedBytes) throws IOException {
        int unit = form.unitBytes();
        long missing = (wantedBytes + unit - 1) / unit * unit - file.allocatedBytes();
        if (missing <= 0) {
            return false;
        }
        file.allocate(zeros.position(0).limit((int) Math.min(missing, STEP_BYTES)));
        return true;
    }

    /// Gives a file its first zeros, step by step, then begins it.
    private void begin(AllocatedFile file) throws IOException {
        long ahead = Math.min(options.aheadBytes(), options.fileBytes());
        long enough = file == oldest ? Math.min(ahead, STEP_BYTES) : ahead; // a start shall not need all of it
        if (!grow(file, Math.max(form.frontBytes(), enough))) {
            file.begin(form);
        }
    }

    /// Makes the next file, step by step, and the chain longer by it when it is ready for the writer.
    private boolean prepare(int number) throws IOException {
        AllocatedFile file = unfinished;
        if (file == null) {
            file = make(number);
            unfinished = file;
        }
        begin(file);
        if (file.isReady()) {
            newest.precede(file);
            newest = file;
            unfinished = null;
        }
        return true;
    }

    /// Closes all files, removes the one that comes next, and closes the form.
    @Override
    public void close() throws IOException {
        try (FileForm _ = form) {
            closeFiles();
        }
    }

    private void closeFiles() throws IOException {
        IOException failure = null;
        AllocatedFile last = current;
        for (AllocatedFile file = oldest; file != null; file = file.next()) {
            failure = closed(file, file.number() > last.number(), failure);
        }
        if (unfinished != null) {
            failure = closed(unfinished, true, failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable IOException closed(AllocatedFile file, boolean remove, @Nullable IOException before) {
        try {
            file.close(form.marginBytes());
            if (remove) {
                storage.delete(file.path());
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
