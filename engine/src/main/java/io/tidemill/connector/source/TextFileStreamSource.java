// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineSplitter;

/// Lines of the files that appear in a directory, as Spark's `textFileStream`: each file once, whole, in the order of
/// modification time and name.
///
/// Files must be moved in whole (`mv` within the file system): what is appended after a file was read is not seen. Names that
/// begin with a dot are passed over, so that a file may be written under such a name and renamed. The directory may be a glob.
/// Which files count as new is [FileSelection]'s to say.
///
/// A file that is gone or may not be read when its turn comes is a reject of 0 bytes that names it, and the stream goes on.
public final class TextFileStreamSource implements Source {
    private static final Duration POLL = Duration.ofMillis(500);

    /// What may be chosen. `bytesPerSecond` 0 is no limit.
    private record Options(boolean includeExisting, boolean untilCaughtUp, long bytesPerSecond, Duration poll) {}

    private final String directory;
    private final Options options;

    /// @param directory a path, or a glob such as `/data/2026-*/in`
    public TextFileStreamSource(String directory) {
        this(directory, new Options(false, false, 0, POLL));
    }

    private TextFileStreamSource(String directory, Options options) {
        DirectoryPattern.check(directory);
        this.directory = directory;
        this.options = options;
    }

    /// Also reads what is there at the start, however old, before anything else.
    public TextFileStreamSource includeExisting() {
        return new TextFileStreamSource(directory,
                new Options(true, options.untilCaughtUp, options.bytesPerSecond, options.poll));
    }

    /// Reads what is there at the start, and ends.
    public TextFileStreamSource untilCaughtUp() {
        return new TextFileStreamSource(directory, new Options(true, true, options.bytesPerSecond, options.poll));
    }

    /// Reads at a steady rate, at most.
    public TextFileStreamSource atRate(long bytesPerSecond) {
        Pace.check(bytesPerSecond);
        return new TextFileStreamSource(directory,
                new Options(options.includeExisting, options.untilCaughtUp, bytesPerSecond, options.poll));
    }

    /// Looks for new files this often.
    public TextFileStreamSource lookEvery(Duration poll) {
        if (poll.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "the time between two looks at a directory must be 1 ms at least, was " + poll);
        }
        return new TextFileStreamSource(directory,
                new Options(options.includeExisting, options.untilCaughtUp, options.bytesPerSecond, poll));
    }

    @Override
    public String name() {
        return "directory " + directory;
    }

    @Override
    public boolean bounded() {
        return options.untilCaughtUp;
    }

    @Override
    public void run(SourceContext context) {
        watch(context).run();
    }

    /// Looks at what is there when the context starts, so that nothing that comes later is taken for that.
    @Override
    public Run open(SourceContext context) {
        return watch(context);
    }

    private Watch watch(SourceContext context) {
        DirectoryPattern pattern = new DirectoryPattern(directory);
        if (!pattern.isGlob()) {
            requireDirectory(pattern.base());
        }
        return new Watch(context, pattern);
    }

    private static void requireDirectory(Path path) {
        if (!Files.exists(path)) {
            throw new ConnectorException(
                    "there is no directory %s (looked in %s)".formatted(path, Path.of("").toAbsolutePath()));
        }
        if (!Files.isDirectory(path)) {
            throw new ConnectorException("%s is no directory: read it as a file".formatted(path));
        }
        if (!Files.isReadable(path)) {
            throw new ConnectorException("the directory %s may not be read: check its permissions".formatted(path));
        }
    }

    /// One run of the source.
    private final class Watch implements Run {
        private final SourceContext context;
        private final DirectoryPattern pattern;
        private final FileSelection selection;
        private final @Nullable Pace pace;
        private List<Path> directories = List.of();
        private long filesRead;
        private long filesSkipped;

        Watch(SourceContext context, DirectoryPattern pattern) {
            long nowMicros = context.nowMicros();
            this.context = context;
            this.pattern = pattern;
            this.selection = new FileSelection(existing(), options.includeExisting, nowMicros);
            this.pace = options.bytesPerSecond == 0 ? null : new Pace(options.bytesPerSecond, nowMicros);
        }

        private List<FoundFile> existing() {
            try {
                List<FoundFile> files = list();
                if (directories.isEmpty() && options.untilCaughtUp) {
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
            try (LineSplitter splitter = context.openLines()) {
                readNew(splitter);
                while (!options.untilCaughtUp && !context.isStopping() && context.sleep(options.poll.toMillis())) {
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
            readNew(splitter);
        }

        private void readNew(LineSplitter splitter) {
            for (FoundFile file : selection.take()) {
                if (context.isStopping()) {
                    return;
                }
                read(file.path(), splitter);
            }
            context.state(directories.isEmpty()
                    ? "waiting for %s (no directory matches; a pattern names directories, not files)"
                            .formatted(directory)
                    : "watching %s (%d files read, %d skipped)".formatted(directory, filesRead, filesSkipped));
        }

        private void read(Path path, LineSplitter splitter) {
            context.state("reading " + path);
            splitter.begin(path.toString());
            try (LineFile file = LineFile.open(path)) {
                switch (file.read(context, splitter, pace)) {
                    case WHOLE -> filesRead++;
                    case STOPPED -> context.state("stopped in " + path);
                    case SHRUNK -> {
                        splitter.abandon("file cut short in mid line");
                        skip(path, file.read(), "file cut short while it was read");
                    }
                }
            } catch (NoSuchFileException _) {
                skip(path, 0, "file vanished before it was read");
            } catch (AccessDeniedException _) {
                skip(path, 0, "file may not be read");
            } catch (IOException failure) {
                throw new ConnectorException("%s cannot be read: %s".formatted(path, failure.getMessage()), failure);
            }
        }

        private void skip(Path path, long offset, String reason) {
            filesSkipped++;
            context.reject(MemorySegment.NULL, path.toString(), offset, reason);
        }
    }
}
