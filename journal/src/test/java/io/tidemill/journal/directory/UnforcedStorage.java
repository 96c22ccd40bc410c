// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// A disk whose barriers do nothing: what a test of barriers must find out.
record UnforcedStorage(Storage disk) implements Storage {

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
        disk.createDirectories(directory);
    }

    @Override
    public File create(Path path) throws IOException {
        return new UnforcedFile(disk.create(path));
    }

    @Override
    public File open(Path path) throws IOException {
        return disk.open(path);
    }

    @Override
    public File reopen(Path path) throws IOException {
        return new UnforcedFile(disk.reopen(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void forceDirectory(Path directory) {}

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

    private record UnforcedFile(File file) implements File {
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
            file.write(source, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() {}

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
