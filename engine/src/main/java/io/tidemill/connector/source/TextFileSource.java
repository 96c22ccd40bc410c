// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineSplitter;

/// Lines of one file, which ends the source: what the file holds when the source starts.
///
/// It reads as fast as its rows are taken, or at a steady rate.
public final class TextFileSource implements Source {
    private static final long UNLIMITED = 0;

    private final Path path;
    private final long bytesPerSecond;
    private final @Nullable Duration length;

    public TextFileSource(Path path) {
        this(path, UNLIMITED, null);
    }

    private TextFileSource(Path path, long bytesPerSecond, @Nullable Duration length) {
        this.path = path;
        this.bytesPerSecond = bytesPerSecond;
        this.length = length;
    }

    /// The same file at a steady rate, at most.
    public TextFileSource atRate(long limitBytesPerSecond) {
        return new TextFileSource(path, Pace.check(limitBytesPerSecond), null);
    }

    /// The same file spread evenly over about this time.
    public TextFileSource over(Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException("the time to read a file in must be positive, was " + time);
        }
        return new TextFileSource(path, UNLIMITED, time);
    }

    @Override
    public String name() {
        return "file " + path;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public void run(SourceContext context) {
        if (Files.isDirectory(path)) {
            throw new ConnectorException(
                    "%s is a directory: name a file, or read the directory as a stream of files".formatted(path));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new ConnectorException("%s is no regular file: copy what it gives into one first".formatted(path));
        }
        try (LineFile file = LineFile.open(path); LineSplitter splitter = context.openLines()) {
            context.state("reading " + path);
            String part = path.toString();
            splitter.begin(part);
            Long lineEnd = context.resumeFrom().get(part);
            if (lineEnd != null && !file.goOnAt(lineEnd, splitter)) {
                throw new ConnectorException(
                        "%s has %,d bytes, fewer than the %,d that were read of it in an earlier start: it must not be cut short"
                                .formatted(path, file.bytes(), lineEnd));
            }
            LineFile.End end = file.read(context, splitter, pace(file.bytes() - file.read(), context.nowMicros()));
            switch (end) {
                case WHOLE -> context.state(String.format(Locale.ROOT, "read %,d bytes of %s", file.read(), path));
                case STOPPED ->
                    context.state(String.format(Locale.ROOT, "stopped at byte %,d of %s", file.read(), path));
                case SHRUNK -> throw new ConnectorException(
                        "%s had %,d bytes when it was opened, and ended after %,d while it was read: it must not be changed meanwhile"
                                .formatted(path, file.bytes(), file.read()));
            }
        } catch (IOException failure) {
            throw new ConnectorException(message(failure), failure);
        }
    }

    private @Nullable Pace pace(long bytes, long nowMicros) {
        if (length != null) {
            return new Pace(Math.clamp(bytes * 1000 / length.toMillis(), 1, Pace.MAX_BYTES_PER_SECOND), nowMicros);
        }
        return bytesPerSecond == UNLIMITED ? null : new Pace(bytesPerSecond, nowMicros);
    }

    private String message(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no file %s (looked in %s)".formatted(path, Path.of("").toAbsolutePath());
        }
        if (failure instanceof AccessDeniedException) {
            return "%s may not be read: check its permissions".formatted(path);
        }
        return "%s cannot be read: %s".formatted(path, failure.getMessage());
    }
}
