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
/// It appears whole or not at all: it is written under a name beside its own and then renamed.
public final class TotalsFile {
    private final Path path;
    private volatile String summary = "not written";

    /// Refuses a path that could not be written later, when all the work is done.
    TotalsFile(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(path)) {
            throw new ConnectorException("--out %s is a directory: name a file".formatted(path));
        }
        if (!Files.isDirectory(directory)) {
            throw new ConnectorException("--out %s: there is no directory %s: create it".formatted(path, directory));
        }
        if (!Files.isWritable(directory)) {
            throw new ConnectorException("--out %s: the directory %s may not be written".formatted(path, directory));
        }
        this.path = path;
    }

    /// What the file holds, or that it was not written.
    String summary() {
        return path + ": " + summary;
    }

    /// Writes the totals, which need not be in order.
    public void write(List<WordTotal> totals) {
        Path unfinished = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
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
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
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
