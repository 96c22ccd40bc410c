// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// Files as byte arrays, to be damaged at will. Knows no power cuts: for those there is the simulated disk.
final class ImageStorage implements Storage {
    private final NavigableMap<Path, byte[]> files = new TreeMap<>();

    ImageStorage() {}

    /// A copy whose files may be replaced, but share their bytes.
    ImageStorage(ImageStorage other) {
        files.putAll(other.files);
    }

    Map<Path, byte[]> files() {
        return files;
    }

    byte[] bytes(Path path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return bytes;
    }

    void put(Path path, byte[] bytes) {
        files.put(path, bytes);
    }

    @Override
    public List<String> list(Path directory) {
        int names = directory.getNameCount();
        return files.keySet()
                .stream()
                .filter(path -> path.startsWith(directory) && path.getNameCount() > names)
                .map(path -> path.getName(names).toString())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public boolean exists(Path path) {
        return files.containsKey(path);
    }

    @Override
    public File create(Path path) {
        files.put(path, new byte[0]);
        return new ImageFile(path);
    }

    @Override
    public File open(Path path) throws IOException {
        if (!exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return new ImageFile(path);
    }

    @Override
    public File reopen(Path path) throws IOException {
        return open(path);
    }

    @Override
    public void delete(Path path) {
        files.remove(path);
    }

    @Override
    public void rename(Path from, Path to) {
        files.put(to, bytes(from));
        files.remove(from);
    }

    @Override
    public void createDirectories(Path directory) {
        // directories are where files are
    }

    @Override
    public void forceDirectory(Path directory) {
        // nothing is ever lost
    }

    @Override
    public @Nullable Lock tryLock(Path path) {
        return () -> {};
    }

    @Override
    public void requireFit(Path directory) {
        // always
    }

    @Override
    public String fileSystem(Path directory) {
        return "image";
    }

    private final class ImageFile implements File {
        private final Path path;

        ImageFile(Path path) {
            this.path = path;
        }

        @Override
        public long size() {
            return bytes(path).length;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            byte[] bytes = bytes(path);
            if (position >= bytes.length) {
                return -1;
            }
            int length = (int) Math.min(target.remaining(), bytes.length - position);
            target.put(bytes, (int) position, length);
            return length;
        }

        @Override
        public void write(ByteBuffer source, long position) {
            byte[] old = bytes(path);
            byte[] bytes = Arrays.copyOf(old, (int) Math.max(old.length, position + source.remaining()));
            source.get(bytes, (int) position, source.remaining());
            put(path, bytes);
        }

        @Override
        public void truncate(long size) {
            put(path, Arrays.copyOf(bytes(path), (int) size));
        }

        @Override
        public void force() {
            // nothing is ever lost
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }
}
