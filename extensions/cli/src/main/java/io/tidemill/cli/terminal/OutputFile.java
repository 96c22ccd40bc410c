// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.tidemill.ConnectorException;

/// A file that a command is told to write. It appears whole or not at all.
///
/// It is written under a name beside its own and then renamed. A link is followed, and what exists and is no regular file is left
/// alone.
public final class OutputFile {
    private static final Path KERNEL = Path.of("/proc");
    private static final int MOST_LINKS = 40;
    private static final int BUFFER_BYTES = 64 << 10;

    private final String option;
    private final Path path;
    private final Path file;

    /// Writes the whole of a file.
    @FunctionalInterface
    public interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /// Refuses a path that could not be written later, when all the work is done.
    ///
    /// @param option that the path was given by, for messages
    /// @param example of a path that would do, for messages
    public OutputFile(String option, Path path, String example) {
        this.option = option;
        this.path = path;
        if (path.toString().isBlank()) {
            throw wrong("'%s' names no file: write for example %s %s".formatted(path, option, example));
        }
        if (Files.isDirectory(path)) {
            throw wrong("%s is a directory: name a file in it".formatted(path));
        }
        this.file = followed();
        if (exists() && !Files.isRegularFile(file)) {
            throw notRegular();
        }
        if (exists() && !Files.isWritable(file)) {
            throw wrong("%s may not be written: name another file".formatted(path));
        }
        if (!Files.isWritable(directory(file))) {
            throw wrong("%s: the directory %s may not be written: name a file in another"
                    .formatted(path, directory(file)));
        }
    }

    /// The file at the end of a chain of links, in a directory that is none.
    private Path followed() {
        Path link = path;
        try {
            for (int links = 0; links < MOST_LINKS; links++) {
                Path directory = directory(link).toRealPath();
                Path reached = directory.resolve(link.getFileName());
                if (!Files.isSymbolicLink(reached)) {
                    return reached;
                }
                if (reached.startsWith(KERNEL)) { // an open file, such as stdout: not to be replaced under its user's feet
                    throw notRegular();
                }
                link = directory.resolve(Files.readSymbolicLink(reached));
            }
        } catch (IOException failure) {
            throw wrong("%s leads nowhere (%s): name a file".formatted(path, failure));
        }
        throw wrong("%s is a link that leads round in a circle: name a file".formatted(path));
    }

    private Path directory(Path reached) {
        Path directory = reached.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw wrong("%s: there is no directory %s: create it".formatted(path, directory));
        }
        return directory;
    }

    private WrongArguments notRegular() {
        return wrong("%s is no regular file and would be replaced by one: name another".formatted(path));
    }

    private WrongArguments wrong(String what) {
        return new WrongArguments(option + " " + what);
    }

    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /// Whether the file lies in a directory, however deep.
    public boolean isIn(Path directory) throws IOException {
        return file.startsWith(directory.toRealPath());
    }

    /// Writes the file anew. If that fails, whatever was there stays.
    public void write(Writing writing) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (FileOutputStream bytes = new FileOutputStream(unfinished.toFile());
                    OutputStream out = new BufferedOutputStream(bytes, BUFFER_BYTES)) {
                writing.write(out);
                out.flush();
                bytes.getFD().sync();
            }
            rename(unfinished);
        } catch (IOException failure) {
            throw new ConnectorException("%s cannot be written: %s".formatted(path, failure), failure);
        } finally {
            delete(unfinished);
        }
    }

    private void rename(Path unfinished) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
