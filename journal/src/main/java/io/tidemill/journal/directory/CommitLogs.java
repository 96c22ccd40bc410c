// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Looks at the commit logs of a data directory: takes no lock, changes nothing, and works beside the sinks.
public final class CommitLogs {
    private static final int MOST_LOOKS = 8;

    private CommitLogs() {}

    /// What a log says.
    ///
    /// @param sink its name
    /// @param file the newest that was begun; null if there is none
    /// @param last the latest commit that can be read; null if there is none
    /// @param validBytes how far the file is whole
    /// @param isDamaged whether it shows that more was whole once
    public record Log(String sink, @Nullable Path file, @Nullable Commit last, long validBytes, boolean isDamaged) {}

    /// Reads the logs of all sinks, in the order of their directories. Passes over what a sink's log cannot be called, and files.
    public static List<Log> read(Storage storage, Path dataDirectory) throws IOException {
        Path all = CommitLog.directory(dataDirectory);
        List<Log> logs = new ArrayList<>();
        for (String name : storage.list(all)) {
            String sink = sink(name);
            if (CommitLog.directory(dataDirectory, sink).equals(all.resolve(name))) {
                add(logs, storage, sink, all.resolve(name));
            }
        }
        return logs;
    }

    private static void add(List<Log> logs, Storage storage, String sink, Path directory) throws IOException {
        try {
            logs.add(read(storage, sink, directory));
        } catch (NotDirectoryException _) {
            // a file that somebody put there is no log
        }
    }

    private static Log read(Storage storage, String sink, Path directory) throws IOException {
        for (int look = 1;; look++) {
            try {
                return newest(storage, sink, directory);
            } catch (NoSuchFileException gone) { // its successor was begun meanwhile
                if (look == MOST_LOOKS) {
                    throw gone;
                }
            }
        }
    }

    private static Log newest(Storage storage, String sink, Path directory) throws IOException {
        List<Long> numbers = CommitLog.numbers(storage, directory);
        for (long number : numbers.reversed()) {
            Path file = CommitLog.path(directory, number);
            CommitFileContent content = CommitFileContent.read(storage, file, number);
            if (content.isBegun() || content.isDamaged()) {
                List<Commit> commits = content.commits();
                return new Log(sink, file, commits.isEmpty() ? null : commits.getLast(), content.validBytes(),
                        content.isDamaged());
            }
        }
        Path first = numbers.isEmpty() ? null : CommitLog.path(directory, numbers.getFirst());
        return new Log(sink, first, null, 0, first != null && numbers.getFirst() > 1);
    }

    /// The name of the sink whose log has a directory of this name: see [CommitLog#directory(Path, String)]. Anything if none has.
    private static String sink(String directoryName) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < directoryName.length(); i++) {
            boolean isWritten = directoryName.charAt(i) == '%' && i + 2 < directoryName.length()
                    && HexFormat.isHexDigit(directoryName.charAt(i + 1))
                    && HexFormat.isHexDigit(directoryName.charAt(i + 2));
            bytes.write(isWritten ? HexFormat.fromHexDigits(directoryName, i + 1, i + 3) : directoryName.charAt(i));
            i += isWritten ? 2 : 0;
        }
        return directoryName.equals("%") ? "" : bytes.toString(UTF_8);
    }
}
