// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Storage;
import io.tidemill.journal.record.RecordBuilder;
import io.tidemill.memory.MemoryBudget;

/// A directory that one engine has to itself, to keep its journals in from start to start.
///
/// Opened for the life of the engine: nobody else gets it until [#close] or the end of the process. For reading alone nothing of
/// this is needed.
public final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final String LOCK = "LOCK";
    private static final long COMMIT_FILE_BYTES = 4 << 20;

    private final Path path;
    private final Storage storage;
    private final Carrier carrier;
    private final Storage.Lock lock;
    private boolean secured;

    private DataDirectory(Path path, Storage storage, Carrier carrier, Storage.Lock lock) {
        this.path = path;
        this.storage = storage;
        this.carrier = carrier;
        this.lock = lock;
    }

    /// Opens a data directory, made if need be, and tries the disk out.
    ///
    /// @param carriers those that are at hand
    /// @param preferred the carrier of a directory that is new; an old one keeps its own
    public static DataDirectory open(Path path, List<Carrier> carriers, String preferred, Storage storage) {
        try {
            storage.createDirectories(path);
            storage.requireFit(path);
            Storage.Lock lock = lock(path, storage);
            try {
                DiskTrial.run(path, storage);
                Carrier carrier = carrier(path, carriers, preferred, storage);
                storage.createDirectories(Incarnations.directory(path));
                return new DataDirectory(path, storage, carrier, lock);
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw cannot("open the data directory " + path, failed);
        }
    }

    private static Storage.Lock lock(Path path, Storage storage) throws IOException {
        Storage.Lock lock = storage.tryLock(path.resolve(LOCK));
        if (lock == null) {
            throw new JournalException(JournalException.Kind.LOCKED,
                    "another engine has the data directory %s: stop it, or name another directory".formatted(path));
        }
        return lock;
    }

    private static Carrier carrier(Path path, List<Carrier> carriers, String preferred, Storage storage)
            throws IOException {
        boolean isOld = storage.exists(path.resolve(FormatFile.NAME));
        if (!isOld && !storage.list(Incarnations.directory(path)).isEmpty()) {
            throw new JournalException(JournalException.Kind.CORRUPTION,
                    "the data directory %s has journals but has lost its file %s: restore it from a backup"
                            .formatted(path, FormatFile.NAME));
        }
        String name = isOld ? FormatFile.read(storage, path).carrier() : preferred;
        Carrier carrier = Carrier.named(carriers, name);
        if (carrier == null) {
            throw new JournalException(JournalException.Kind.MISMATCH,
                    "the journals in %s need the carrier %s, and this engine has %s: add it to the class path"
                            .formatted(path, name, carriers.stream().map(Carrier::name).toList()));
        }
        if (!isOld) {
            FormatFile.madeNow(name).write(storage, path);
        } else if (!name.equals(preferred)) {
            LOG.info("{} was begun with the carrier {} and goes on with it, not with {}", path, name, preferred);
        }
        return carrier;
    }

    public Path path() {
        return path;
    }

    /// The carrier of all journals here.
    public Carrier carrier() {
        return carrier;
    }

    /// What there is to read, for [JournalScan] and [DirectoryReader].
    public JournalFiles files() {
        return new JournalFiles(storage, carrier, path);
    }

    /// Lets what earlier starts have left survive a power cut, as far as it does not yet. To be called before it is read, if what is
    /// read is to be relied on at POWER.
    public void secure(MemoryBudget budget) {
        try {
            UnforcedBytes.secure(files(), budget);
            secured = true;
        } catch (IOException failed) {
            throw cannot("secure the journals in " + path, failed);
        }
    }

    /// Begins the incarnation that a header describes, behind those that are there, and takes entries from then on. At POWER they
    /// must be [secure][#secure].
    ///
    /// @param fileBytes when to begin a new file
    /// @param aheadBytes how much space to keep allocated in front of the writer
    public JournalWriter begin(JournalHeader header, long fileBytes, long aheadBytes, MemoryBudget budget) {
        boolean forced = header.durability().level() == Durability.Level.POWER;
        if (forced && !secured) {
            throw new IllegalStateException("what is in %s has not been secured".formatted(path));
        }
        secured = false;
        Path files = Incarnations.directory(path, header.incarnation());
        try {
            if (storage.exists(files)) {
                throw new IllegalArgumentException(
                        "incarnation %d is in %s already".formatted(header.incarnation(), path));
            }
            storage.createDirectories(files);
            Carrier.Options options = new Carrier.Options(fileBytes, aheadBytes, forced,
                    RecordBuilder.mostBytes(header));
            return begin(header, files, options, budget);
        } catch (Storage.NoSpaceException failed) {
            remove(files, failed);
            throw cannot("begin a journal in " + files, failed);
        } catch (IOException failed) {
            throw cannot("begin a journal in " + files, failed);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // what is opened belongs to the journal, or is closed where there is none
    private JournalWriter begin(JournalHeader header, Path directory, Carrier.Options options, MemoryBudget budget)
            throws IOException {
        RecordBuilder builder = null;
        Carrier.Writer files = null;
        BarrierFile barrier = null;
        try {
            builder = new RecordBuilder(budget, header);
            files = carrier.create(directory, options);
            barrier = options.forced() ? BarrierFile.open(storage, path) : null;
            JournalWriter writer = new JournalWriter(header, files, options, builder, barrier);
            writer.begin();
            return writer;
        } catch (IOException | RuntimeException failed) {
            close(failed, builder);
            close(failed, files);
            close(failed, barrier);
            throw failed;
        }
    }

    /// Removes what was to become an incarnation: the next attempt must not find less space.
    private void remove(Path files, IOException cause) {
        try {
            for (String name : storage.list(files)) {
                storage.delete(files.resolve(name));
            }
            storage.delete(files);
        } catch (IOException failed) {
            cause.addSuppressed(failed);
        }
    }

    /// The commit log of a sink, by its name.
    ///
    /// @param acceptDataLoss whether to go on from what can be read of a damaged one
    public CommitLog commitLog(String sink, boolean acceptDataLoss, MemoryBudget budget) {
        Path directory = CommitLog.directory(path, sink);
        try {
            return new CommitLog(storage, directory, COMMIT_FILE_BYTES, acceptDataLoss, budget);
        } catch (IOException failed) {
            throw cannot("open the commit log " + directory, failed);
        }
    }

    private static void close(Exception cause, @Nullable AutoCloseable what) {
        try {
            if (what != null) {
                what.close();
            }
        } catch (Exception failed) {
            cause.addSuppressed(failed);
        }
    }

    private static JournalException cannot(String what, IOException failed) {
        return new JournalException(JournalException.Kind.IO, "cannot %s: %s".formatted(what, failed), failed);
    }

    /// Lets others have the directory.
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw cannot("give up the data directory " + path, failed);
        }
    }
}
