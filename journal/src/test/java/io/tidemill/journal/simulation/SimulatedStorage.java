// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.simulation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// A disk in memory, with all its faults.
public final class SimulatedStorage implements Storage {

    /// What a storage is asked to do, for [Fault]s.
    public enum Operation {
        CREATE, WRITE, TRUNCATE, FORCE, FORCE_DIRECTORY, RENAME, DELETE, READ
    }

    /// Is asked before each operation, and makes it fail by throwing.
    @FunctionalInterface
    public interface Fault {
        void before(Operation operation, Path path) throws IOException;
    }

    /// The process or the power is gone. Thrown by a fault, then by every operation.
    public static final class End extends IOException {
        private static final long serialVersionUID = 1;
        private final int writtenBytes;

        /// @param writtenBytes how much of a write that is cut off is written
        public End(int writtenBytes) {
            super("the end");
            this.writtenBytes = writtenBytes;
        }
    }

    private final SimulatedDirectory root;
    private final Set<Path> locks = new HashSet<>();
    private Fault fault = (operation, path) -> {};
    private long capacityBytes = Long.MAX_VALUE;
    private int processes; // a file belongs to the one that opened it
    private boolean ended;
    private boolean forgetful;
    private volatile Runnable onForce = () -> {};

    public SimulatedStorage() {
        this(new SimulatedDirectory());
    }

    private SimulatedStorage(SimulatedDirectory root) {
        this.root = root;
    }

    /// Replaces the fault that is asked.
    public synchronized void fault(Fault next) {
        fault = next;
    }

    /// Makes the disk answer every force of a file, and do nothing.
    public synchronized void forgetful() {
        forgetful = true;
    }

    /// What is run before a file is forced, while others may go on.
    public void onForce(Runnable deed) {
        onForce = deed;
    }

    public synchronized void capacityBytes(long bytes) {
        capacityBytes = bytes;
    }

    public synchronized long usedBytes() {
        return root.usedBytes();
    }

    /// Begins a new process: what the one before has written is there, what it has opened is not.
    public synchronized void kill() {
        processes++;
        ended = false;
        locks.clear();
        fault = (operation, path) -> {};
    }

    /// The disk as it may be found after the power went now. This one stays as it is.
    public synchronized SimulatedStorage afterPowerCut(RandomGenerator random) {
        return new SimulatedStorage(root.afterPowerCut(random, SimulatedDirectory.nothingDone()));
    }

    /// Forgets all pages that need not be written: where a force has failed, files are from now on what the disk has of them.
    public synchronized void evict(RandomGenerator random) {
        root.evict(random);
    }

    /// Turns one bit of a file over, as rot does: on the disk, unnoticed.
    public synchronized void flip(Path path, int position, int bit) throws IOException {
        content(path).flip(position, bit);
    }

    public synchronized byte[] bytes(Path path) throws IOException {
        return content(path).bytes();
    }

    private void before(Operation operation, Path path) throws IOException {
        if (ended) {
            throw new End(0);
        }
        try {
            fault.before(operation, path);
        } catch (End end) {
            ended = true;
            throw end;
        }
    }

    private @Nullable Object find(Path path) {
        Object node = root;
        for (Path name : path) {
            node = node instanceof SimulatedDirectory directory ? directory.find(name.toString()) : null;
        }
        return node;
    }

    private SimulatedDirectory directory(Path path) throws IOException {
        if (find(path) instanceof SimulatedDirectory directory) {
            return directory;
        }
        throw new FileNotFoundException(path + " is no directory");
    }

    private SimulatedDirectory parent(Path path) throws IOException {
        Path parent = path.getParent();
        return parent == null ? root : directory(parent);
    }

    private SimulatedContent content(Path path) throws IOException {
        if (find(path) instanceof SimulatedContent content) {
            return content;
        }
        throw new FileNotFoundException(path + " is no file");
    }

    @Override
    public synchronized List<String> list(Path directory) throws IOException {
        before(Operation.READ, directory);
        List<String> names = new ArrayList<>();
        if (find(directory) instanceof SimulatedDirectory found) {
            found.names().forEach(names::add);
        }
        return names;
    }

    @Override
    public synchronized boolean exists(Path path) throws IOException {
        before(Operation.READ, path);
        return find(path) != null;
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (find(directory) != null || parent == null) {
            return;
        }
        createDirectories(parent);
        before(Operation.CREATE, directory);
        directory(parent).put(directory.getFileName().toString(), new SimulatedDirectory());
        try {
            forceDirectory(parent);
        } catch (End end) {
            throw end;
        } catch (IOException failed) {
            directory(parent).remove(directory.getFileName().toString());
            throw failed;
        }
    }

    @Override
    public synchronized File create(Path path) throws IOException {
        before(Operation.CREATE, path);
        if (find(path) != null) {
            throw new FileAlreadyExistsException(path.toString());
        }
        parent(path).put(path.getFileName().toString(), new SimulatedContent());
        return reopen(path);
    }

    @Override
    public synchronized File open(Path path) throws IOException {
        return reopen(path);
    }

    @Override
    public synchronized File reopen(Path path) throws IOException {
        before(Operation.READ, path);
        return new OpenFile(path, content(path), processes);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        before(Operation.RENAME, from);
        Object node = parent(from).remove(from.getFileName().toString());
        if (node == null) {
            throw new FileNotFoundException(from.toString());
        }
        parent(to).put(to.getFileName().toString(), node);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        before(Operation.DELETE, path);
        if (parent(path).remove(path.getFileName().toString()) == null) {
            throw new FileNotFoundException(path.toString());
        }
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        before(Operation.FORCE_DIRECTORY, directory);
        directory(directory).force();
    }

    @Override
    public synchronized @Nullable Lock tryLock(Path path) throws IOException {
        if (find(path) == null) {
            create(path).close();
        }
        return locks.add(path) ? () -> unlock(path) : null;
    }

    private synchronized void unlock(Path path) {
        locks.remove(path);
    }

    @Override
    public void requireFit(Path directory) {}

    @Override
    public String fileSystem(Path directory) {
        return "simulated";
    }

    private final class OpenFile implements File {
        private final Path path;
        private final SimulatedContent content;
        private final int process;
        private boolean closed;

        OpenFile(Path path, SimulatedContent content, int process) {
            this.path = path;
            this.content = content;
            this.process = process;
        }

        private void use(Operation operation) throws IOException {
            if (closed || process != processes) {
                throw new IOException(path + " is closed");
            }
            before(operation, path);
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedStorage.this) {
                use(Operation.READ);
                return content.size();
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            synchronized (SimulatedStorage.this) {
                use(Operation.READ);
                int length = (int) Math.min(target.remaining(), content.size() - position);
                if (length <= 0) {
                    return -1;
                }
                content.read(target, (int) position, length);
                return length;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            synchronized (SimulatedStorage.this) {
                byte[] bytes = new byte[source.remaining()];
                source.get(bytes);
                long more = Math.max(0, position + bytes.length - content.size());
                if (usedBytes() + more > capacityBytes) {
                    throw new NoSpaceException("No space left on device");
                }
                try {
                    use(Operation.WRITE);
                } catch (End inTheMiddle) {
                    content.write(Arrays.copyOf(bytes, Math.min(bytes.length, inTheMiddle.writtenBytes)),
                            (int) position);
                    throw inTheMiddle;
                }
                content.write(bytes, (int) position);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (SimulatedStorage.this) {
                use(Operation.TRUNCATE);
                content.truncate((int) size);
            }
        }

        @Override
        public void force() throws IOException {
            onForce.run();
            synchronized (SimulatedStorage.this) {
                try {
                    use(Operation.FORCE);
                } catch (End end) {
                    throw end;
                } catch (IOException failed) {
                    content.failToForce();
                    throw failed;
                }
                if (!forgetful) {
                    content.force();
                }
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
