// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.tidemill.ConnectorException;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;

/// Lines of the files that appear in a directory, as Spark's `textFileStream`: each file once, whole, in the order of
/// modification time and name.
///
/// Files must be moved in whole (`mv` within the file system): what is appended after a file was read is not seen. Names that
/// begin with a dot are passed over, so that a file may be written under such a name and renamed. The directory may be a glob.
/// Which files count as new is [FileSelection]'s to say.
///
/// A file that is gone or may not be read when its turn comes is a reject of 0 bytes that names it, and the stream goes on.
///
/// A restart goes on behind the last line that the journal holds, whatever has become of the lines before it, and reads no
/// file again: see [FileNotes].
public final class TextFileStreamSource implements Source {
    private static final Duration POLL = Duration.ofMillis(500);

    /// What may be chosen. `bytesPerSecond` 0 is no limit.
    record Options(boolean includeExisting, boolean untilCaughtUp, long bytesPerSecond, Duration poll) {}

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

    private DirectoryWatch watch(SourceContext context) {
        DirectoryPattern pattern = new DirectoryPattern(directory);
        if (!pattern.isGlob()) {
            requireDirectory(pattern.base());
        }
        return new DirectoryWatch(context, directory, pattern, options);
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
}
