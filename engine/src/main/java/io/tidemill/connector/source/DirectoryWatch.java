// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineSplitter;

/// One run of a [TextFileStreamSource]: the first look is made when the context starts, the others every now and then.
///
/// What a look has found is read before the next look, file by file. Files that an earlier start was reading come first.
final class DirectoryWatch implements Source.Run {
    /// How often a look that found nothing is noted: so much longer files are taken for new after a crash.
    private static final long IDLE_NOTE_MICROS = 30_000_000;

    private final SourceContext context;
    private final String directory;
    private final DirectoryPattern pattern;
    private final TextFileStreamSource.Options options;
    private final FileNotes notes;
    private final FileSelection selection;
    private final List<FileSelection.Seen> passedOver;
    private final List<FoundFile> existing;
    private final @Nullable Pace pace;
    private List<Path> directories = List.of();
    private long lookMicros;
    private long notedMicros = Long.MIN_VALUE;
    private long filesRead;
    private long filesSkipped;

    /// Looks at what is there.
    DirectoryWatch(SourceContext context, String directory, DirectoryPattern pattern,
            TextFileStreamSource.Options options) {
        this.context = context;
        this.directory = directory;
        this.pattern = pattern;
        this.options = options;
        this.notes = new FileNotes(context);
        this.lookMicros = context.nowMicros();
        this.existing = existing();
        Long looked = notes.lookMicros();
        this.selection = new FileSelection(notes.seen(), looked == null ? lookMicros : looked);
        this.passedOver = firstLook(looked == null);
        this.pace = options.bytesPerSecond() == 0 ? null : new Pace(options.bytesPerSecond(), lookMicros);
    }

    private List<FileSelection.Seen> firstLook(boolean isFirstStart) {
        if (options.includeExisting()) {
            selection.lookAtAll(existing, lookMicros);
        } else if (isFirstStart) {
            return selection.passOver(existing, lookMicros);
        } else {
            selection.look(existing, lookMicros);
        }
        return List.of();
    }

    private List<FoundFile> existing() {
        try {
            List<FoundFile> files = list();
            if (directories.isEmpty() && options.untilCaughtUp()) {
                throw new ConnectorException(
                        "no directory matches %s: a pattern names directories, not files".formatted(directory));
            }
            return files;
        } catch (IOException failure) {
            throw new ConnectorException("the directory %s cannot be listed: %s".formatted(directory, failure),
                    failure);
        }
    }

    private List<FoundFile> list() throws IOException {
        directories = pattern.directories();
        return pattern.list(directories);
    }

    @Override
    public void run() {
        notes.forgetOrphans();
        passedOver.forEach(notes::passedOver);
        try (LineSplitter splitter = context.openLines()) {
            notes.begun().forEach(begun -> readOn(begun, splitter));
            readNew(splitter);
            while (!options.untilCaughtUp() && !context.isStopping() && context.sleep(options.poll().toMillis())) {
                look(splitter);
            }
        }
    }

    private void look(LineSplitter splitter) {
        long nowMicros = context.nowMicros();
        try {
            selection.look(list(), nowMicros);
        } catch (IOException failure) {
            context.state("waiting for %s (it cannot be listed: %s)".formatted(directory, failure));
            return;
        }
        lookMicros = nowMicros;
        readNew(splitter);
    }

    private void readNew(LineSplitter splitter) {
        selection.takeForgotten().forEach(notes::forget);
        List<FoundFile> files = selection.takeSelected();
        for (FoundFile file : files) {
            if (context.isStopping()) {
                return;
            }
            read(file, splitter);
        }
        if (context.isStopping()) {
            return; // perhaps within a file
        }
        if (!files.isEmpty() || lookMicros >= notedMicros + IDLE_NOTE_MICROS) {
            notes.looked(lookMicros);
            notedMicros = lookMicros;
        }
        context.state(directories.isEmpty()
                ? "waiting for %s (no directory matches; a pattern names directories, not files)".formatted(directory)
                : "watching %s (%d files read, %d skipped)".formatted(directory, filesRead, filesSkipped));
    }

    private void read(FoundFile found, LineSplitter splitter) {
        Path path = found.path();
        splitter.begin(begin(path));
        try (LineFile file = LineFile.open(path)) {
            notes.begin(found, lookMicros, file.bytes());
            cut(path, file, splitter, false);
        } catch (NoSuchFileException _) {
            skip(path, 0, "file vanished before it was read");
            notes.skipped(found, lookMicros);
        } catch (AccessDeniedException _) {
            skip(path, 0, "file may not be read");
            notes.skipped(found, lookMicros);
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }

    /// Reads the rest of what a file had when an earlier start opened it.
    private void readOn(FileNotes.Begun begun, LineSplitter splitter) {
        Path path = begun.file().path();
        if (context.isStopping()) {
            return;
        }
        splitter.begin(begin(path));
        try (LineFile file = LineFile.open(path)) {
            if (existing.stream().noneMatch(found -> found.path().equals(path) && found.isSameAs(begun.file()))) {
                throw new NoSuchFileException(path.toString()); // another one has its name
            }
            if (begun.hasLine() && !file.goOnAt(begun.lineEnd(), splitter)) {
                giveUp(path, "file cut short before it was read to its end");
                return;
            }
            file.endAt(begun.bytes());
            cut(path, file, splitter, true);
        } catch (NoSuchFileException _) {
            giveUp(path, "file vanished before it was read to its end");
        } catch (AccessDeniedException _) {
            giveUp(path, "file may not be read to its end");
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }

    private String begin(Path path) {
        context.state("reading " + path);
        return path.toString();
    }

    private void cut(Path path, LineFile file, LineSplitter splitter, boolean isReadOn) throws IOException {
        switch (file.read(context, splitter, pace)) {
            case WHOLE -> {
                filesRead++;
                notes.over(path);
            }
            case STOPPED -> context.state("stopped in " + path);
            case SHRUNK -> {
                splitter.abandon("file cut short in mid line");
                skip(path, isReadOn ? SourceContext.WHOLE_PART : file.read(), "file cut short while it was read");
                notes.over(path);
            }
        }
    }

    private void giveUp(Path path, String reason) {
        skip(path, SourceContext.WHOLE_PART, reason);
        notes.over(path);
    }

    private void skip(Path path, long offset, String reason) {
        filesSkipped++;
        context.reject(MemorySegment.NULL, path.toString(), offset, reason);
    }

    private static ConnectorException unreadable(Path path, IOException failure) {
        return new ConnectorException("%s cannot be read: %s".formatted(path, failure.getMessage()), failure);
    }
}
