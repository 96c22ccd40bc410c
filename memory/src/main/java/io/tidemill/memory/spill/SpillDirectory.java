// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.spill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Spill;

/// A directory whose disk holds what is beyond the memory of an engine's state. Several engines may share it.
///
/// The files in it have no names while they are used, so there is nothing to be closed or deleted in the end.
public final class SpillDirectory {
    private static final String PREFIX = "tidemill-spill-";

    private final Path directory;
    private final FileCalls calls;
    private final long pageBytes;

    private SpillDirectory(Path directory, FileCalls calls) {
        this.directory = directory;
        this.calls = calls;
        this.pageBytes = calls.pageBytes();
    }

    /// Makes the directory if it is not there, deletes what a kill has left in it, and makes sure that it will do; throws a
    /// [MemoryLimitException] that says why not, if not.
    public static SpillDirectory open(Path directory) {
        FileCalls calls = FileCalls.found()
                .orElseThrow(() -> new MemoryLimitException(
                        "state cannot spill to %s: that takes a 64-bit Linux, and --enable-native-access=ALL-UNNAMED where native access is denied"
                                .formatted(directory)));
        SpillDirectory opened = new SpillDirectory(directory.toAbsolutePath(), calls);
        try {
            Files.createDirectories(directory);
            deleteRemains(directory);
        } catch (IOException | UncheckedIOException failed) {
            throw new MemoryLimitException("state cannot spill to %s: %s".formatted(directory, failed));
        }
        opened.tryOut();
        return opened;
    }

    private static void deleteRemains(Path directory) throws IOException {
        try (DirectoryStream<Path> remains = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path file : remains) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void tryOut() {
        int file = create("state");
        int answer = calls.allocate(file, 0, pageBytes);
        calls.close(file);
        if (answer < 0) {
            throw refusal("state", FileCalls.meaning(answer));
        }
    }

    /// A file without a name: gone when it is closed and nowhere mapped.
    int create(String what) {
        FileCalls.Created created = calls.create(directory.resolve(PREFIX).toString());
        if (created.number() < 0) {
            throw refusal(what, FileCalls.meaning(created.number()));
        }
        try {
            Files.deleteIfExists(Path.of(created.name()));
        } catch (IOException failed) {
            calls.close(created.number());
            throw refusal(what, failed.toString());
        }
        return created.number();
    }

    MemoryLimitException refusal(String what, String why) {
        return new MemoryLimitException("%s cannot spill to %s: %s".formatted(what, directory, why));
    }

    FileCalls calls() {
        return calls;
    }

    Path path() {
        return directory;
    }

    /// Files in this directory for whose space a budget has room.
    ///
    /// @param inMemory what bounds the memory that comes before, for messages
    /// @param onDisk counts the space
    public Spill within(MemoryBudget inMemory, MemoryBudget onDisk) {
        return new Spill() {
            @Override
            public Place begin(String what, long address, long bytes) {
                return SpillFile.map(SpillDirectory.this, new SpillFile.Counted(what, inMemory, onDisk), address,
                        bytes);
            }

            @Override
            public long pageBytes() {
                return pageBytes;
            }

            @Override
            public long limitBytes() {
                return onDisk.limitBytes();
            }
        };
    }
}
