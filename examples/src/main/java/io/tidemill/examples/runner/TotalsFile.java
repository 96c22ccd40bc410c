// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

import io.tidemill.ConnectorException;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The file of totals: RFC 4180 without a header, LF at the end of each line, the highest count first.
///
/// It appears whole or not at all: it is written under a name beside its own and then renamed. A link is followed, and what
/// exists and is no regular file is left alone.
public final class TotalsFile {
    private static final Path KERNEL = Path.of("/proc");
    private static final int MOST_LINKS = 40;

    private final Path path;
    private final Path file;
    private volatile String summary = "not written";

    /// Refuses a path that could not be written later, when all the work is done.
    TotalsFile(Path path) {
        if (path.toString().isBlank()) {
            throw new WrongArguments("--out '%s' names no file: write for example --out counts.csv".formatted(path));
        }
        if (Files.isDirectory(path)) {
            throw new WrongArguments("--out %s is a directory: name a file in it".formatted(path));
        }
        this.path = path;
        this.file = followed(path);
        boolean exists = Files.exists(file);
        if (exists && !Files.isRegularFile(file)) {
            throw notRegular(path);
        }
        if (exists && !Files.isWritable(file)) {
            throw new WrongArguments("--out %s may not be written: name another file".formatted(path));
        }
        if (!Files.isWritable(directory(path, file))) {
            throw new WrongArguments("--out %s: the directory %s may not be written: name a file in another"
                    .formatted(path, directory(path, file)));
        }
    }

    /// The file at the end of a chain of links, in a directory that is none.
    private static Path followed(Path path) {
        Path link = path;
        try {
            for (int links = 0; links < MOST_LINKS; links++) {
                Path directory = directory(path, link).toRealPath();
                Path reached = directory.resolve(link.getFileName());
                if (!Files.isSymbolicLink(reached)) {
                    return reached;
                }
                if (reached.startsWith(KERNEL)) { // an open file, such as stdout: not to be replaced under its user's feet
                    throw notRegular(path);
                }
                link = directory.resolve(Files.readSymbolicLink(reached));
            }
        } catch (IOException failure) {
            throw new WrongArguments("--out %s leads nowhere (%s): name a file".formatted(path, failure));
        }
        throw new WrongArguments("--out %s is a link that leads round in a circle: name a file".formatted(path));
    }

    private static Path directory(Path path, Path reached) {
        Path directory = reached.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new WrongArguments("--out %s: there is no directory %s: create it".formatted(path, directory));
        }
        return directory;
    }

    private static WrongArguments notRegular(Path path) {
        return new WrongArguments(
                "--out %s is no regular file and would be replaced by one: name another".formatted(path));
    }

    /// What the file holds, or that it was not written.
    String summary() {
        return path + ": " + summary;
    }

    /// Writes the totals, which need not be in order.
    public void write(List<WordTotal> totals) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(unfinished, UTF_8)) {
                for (WordTotal total : totals.stream().sorted(WordTotal.HIGHEST_FIRST).toList()) {
                    out.append(field(total.word())).append(',').append(Long.toString(total.count())).append('\n');
                }
            }
            rename(unfinished);
            summary = String.format(Locale.ROOT, "%,d words, %,d of them distinct",
                    totals.stream().mapToLong(WordTotal::count).sum(),
                    totals.size());
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

    private static String field(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (",\"\r\n".indexOf(word.charAt(i)) >= 0) {
                return '"' + word.replace("\"", "\"\"") + '"';
            }
        }
        return word;
    }
}
