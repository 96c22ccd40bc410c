// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;

/// The machine's own disk, but that one call which changes it fails, as a bad sector does: once, and never again. Any thread.
final class FailingStorage implements Storage {
    static final String REASON = "Input/output error";

    private final Storage disk = new FileStorage();
    private final long failing;
    private long calls;
    private @Nullable Path failed;

    /// @param failing which of the calls is to fail, from 0
    FailingStorage(long failing) {
        this.failing = failing;
    }

    /// Where the call failed; null as long as none did.
    synchronized @Nullable Path failed() {
        return failed;
    }

    private synchronized void before(Path path) throws IOException {
        if (calls++ == failing) {
            failed = path;
            throw new IOException(REASON);
        }
    }

    private final class FailingFile implements File {
        private final Path path;
        private final File file;

        FailingFile(Path path, File file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            before(path);
            file.write(source, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            before(path);
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            before(path);
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return disk.exists(path);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        before(directory);
        disk.createDirectories(directory);
    }

    @Override
    public File create(Path path) throws IOException {
        before(path);
        return new FailingFile(path, disk.create(path));
    }

    @Override
    public File open(Path path) throws IOException {
        return disk.open(path);
    }

    @Override
    public File reopen(Path path) throws IOException {
        return new FailingFile(path, disk.reopen(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before(to);
        disk.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        before(path);
        disk.delete(path);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        before(directory);
        disk.forceDirectory(directory);
    }

    @Override
    public @Nullable Lock tryLock(Path path) throws IOException {
        return disk.tryLock(path);
    }

    @Override
    public void requireFit(Path directory) throws IOException {
        disk.requireFit(directory);
    }

    @Override
    public String fileSystem(Path directory) throws IOException {
        return disk.fileSystem(directory);
    }
}
