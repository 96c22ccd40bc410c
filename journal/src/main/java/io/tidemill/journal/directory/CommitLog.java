// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;
import io.tidemill.journal.record.RecordFrame;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Remembers what a sink has committed, for sinks that cannot remember it themselves.
///
/// What was written survives the process; what was forced survives a power cut. Each opening begins a new file with the latest
/// commits of the one before, and so does a file that has grown long: so a torn tail is left behind and never written over. A
/// file is deleted when its successor is safe. One thread, which may have to wait for the disk. The first error is final.
public final class CommitLog implements AutoCloseable {
    /// How many of the latest commits are kept when a new file begins.
    static final int KEPT_COMMITS = 1024;

    private static final Pattern FILE = Pattern.compile("\\d{8,18}\\.log");
    private static final int FRAME_BYTES = 1 << 10;

    private final Storage storage;
    private final Path directory;
    private final long mostBytes;
    private final RecordFrame frame;
    private final List<Commit> found;
    private final Deque<Commit> latest = new ArrayDeque<>();
    private CommitFile file;
    private long number;
    private long lastBatch = -1;
    private @Nullable JournalException failure;

    /// @param directory of this log alone
    /// @param mostBytes when to begin a new file
    /// @param acceptDataLoss whether to go on from what can be read, if that is not all that was safe
    CommitLog(Storage storage, Path directory, long mostBytes, boolean acceptDataLoss, MemoryBudget budget)
            throws IOException {
        this.storage = storage;
        this.directory = directory;
        this.mostBytes = mostBytes;
        storage.createDirectories(directory);
        List<Long> numbers = numbers();
        found = newest(numbers, acceptDataLoss);
        found.forEach(this::remember);
        number = numbers.isEmpty() ? 0 : numbers.getLast();
        frame = new RecordFrame(budget, "commit log", FRAME_BYTES);
        try {
            file = nextFile();
            deleteBefore(number);
        } catch (IOException | RuntimeException failed) {
            frame.close();
            throw failed;
        }
    }

    private List<Long> numbers() throws IOException {
        return numbers(storage, directory);
    }

    /// The numbers of a log's files, in order.
    static List<Long> numbers(Storage storage, Path directory) throws IOException {
        return storage.list(directory)
                .stream()
                .filter(name -> FILE.matcher(name).matches())
                .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))))
                .sorted()
                .toList();
    }

    private Path path(long ofNumber) {
        return path(directory, ofNumber);
    }

    static Path path(Path directory, long ofNumber) {
        return directory.resolve("%08d.log".formatted(ofNumber));
    }

    /// What the newest file says that was begun in whole. A file is safe before the one before it is deleted, so there is one,
    /// unless the very first was not yet safe, and then nothing was committed.
    private List<Commit> newest(List<Long> numbers, boolean acceptDataLoss) throws IOException {
        CommitFileContent content = null;
        for (long each : numbers.reversed()) {
            content = CommitFileContent.read(storage, path(each), each);
            if (content.isBegun() || content.isDamaged()) {
                number = each;
                break;
            }
        }
        if (content == null) {
            return List.of();
        }
        boolean isLost = content.isDamaged() || (!content.isBegun() && numbers.getFirst() > 1);
        if (isLost && !acceptDataLoss) {
            throw new JournalException(JournalException.Kind.CORRUPTION,
                    "the commit log %s is damaged at byte %,d: the sink's last commit that can be read is of batch %d, and later ones would be made again. Restore the file from a copy, or start with --accept-data-loss"
                            .formatted(path(number), content.validBytes(),
                                    content.commits().isEmpty() ? -1 : content.commits().getLast().lastBatch()));
        }
        return content.commits();
    }

    private void remember(Commit commit) {
        lastBatch = commit.lastBatch();
        latest.add(commit);
        if (latest.size() > KEPT_COMMITS) {
            latest.remove();
        }
    }

    /// Begins the next file; it is safe when this returns.
    @SuppressWarnings("MustBeClosedChecker") // closed with this
    private CommitFile nextFile() throws IOException {
        CommitFile next = new CommitFile(storage.create(path(number + 1)), number + 1, frame);
        try {
            next.append(List.copyOf(latest));
            next.force();
            storage.forceDirectory(directory);
            number++;
            return next;
        } catch (IOException | RuntimeException failed) {
            remove(next, failed);
            throw failed;
        }
    }

    private void remove(CommitFile unfinished, Exception cause) {
        try {
            unfinished.close();
            storage.delete(path(number + 1));
        } catch (IOException failed) {
            cause.addSuppressed(failed);
        }
    }

    private void deleteBefore(long kept) throws IOException {
        for (long each : numbers()) {
            if (each < kept) {
                storage.delete(path(each));
            }
        }
    }

    /// The last batch that the sink has committed, -1 for none.
    public long lastBatch() {
        return lastBatch;
    }

    /// The latest commits before this opening, in order: the last of them at least, if there ever was one.
    public List<Commit> found() {
        return found;
    }

    /// Takes down that the sink has committed batches, which lie behind all others; false if the disk is full, and nothing was taken
    /// down: to be tried again, with what has been committed by then.
    public boolean committed(long firstBatch, long toBatch, long hash) {
        Commit commit = new Commit(firstBatch, toBatch, hash);
        if (firstBatch <= lastBatch) {
            throw new IllegalArgumentException(
                    "batches %d to %d were committed behind batch %d".formatted(firstBatch, toBatch, lastBatch));
        }
        check();
        try {
            if (!append(commit)) {
                return false;
            }
            remember(commit);
            if (file.bytes() > mostBytes) {
                goOnInNextFile();
            }
            return true;
        } catch (IOException failed) {
            throw fail(failed);
        }
    }

    private boolean append(Commit commit) throws IOException {
        try {
            file.append(List.of(commit));
            return true;
        } catch (Storage.NoSpaceException later) {
            return false;
        }
    }

    private void goOnInNextFile() throws IOException {
        CommitFile next;
        try {
            next = nextFile();
        } catch (Storage.NoSpaceException later) {
            return; // the file at hand has space ahead
        }
        file.close();
        file = next;
        deleteBefore(number);
    }

    /// Lets what was committed survive a power cut.
    public void force() {
        check();
        try {
            file.force();
        } catch (IOException failed) {
            throw fail(failed);
        }
    }

    private void check() {
        JournalException failed = failure;
        if (failed != null) {
            throw new JournalException(failed.kind(), String.valueOf(failed.getMessage()), failed);
        }
    }

    private JournalException fail(IOException failed) {
        JournalException first = new JournalException(JournalException.Kind.IO,
                "the commit log %s cannot be written (%s): start again when the disk is sound".formatted(path(number),
                        failed.getMessage()),
                failed);
        failure = first;
        return first;
    }

    @Override
    public void close() {
        frame.close();
        try {
            file.close();
        } catch (IOException failed) {
            throw fail(failed);
        }
    }

    /// Where in a data directory the logs lie.
    static Path directory(Path dataDirectory) {
        return dataDirectory.resolve("commits");
    }

    /// The directory of a sink's log: its name, with what a file's name might not hold written as `%` and two digits.
    static Path directory(Path dataDirectory, String sink) {
        List<String> parts = new ArrayList<>();
        for (byte each : sink.getBytes(UTF_8)) {
            boolean plain = (each >= '0' && each <= '9') || (each >= 'A' && each <= 'Z')
                    || (each >= 'a' && each <= 'z') || each == '-' || each == '_';
            parts.add(plain ? String.valueOf((char) each) : "%%%02x".formatted(each));
        }
        return directory(dataDirectory).resolve(parts.isEmpty() ? "%" : String.join("", parts));
    }
}
