// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;

/// Where a run keeps its journal: the user's directory, or one that is gone after the run.
final class DataPlace implements AutoCloseable {
    private final Path directory;
    private final boolean isTemporary;

    private DataPlace(Path directory, boolean isTemporary) {
        this.directory = directory;
        this.isTemporary = isTemporary;
    }

    /// @param chosen by the user, or null
    static DataPlace open(@Nullable Path chosen) {
        if (chosen != null) {
            return new DataPlace(chosen, false);
        }
        try {
            return new DataPlace(Files.createTempDirectory("tidemill-"), true);
        } catch (IOException failure) {
            throw new ConnectorException(
                    "there is no directory for temporary files: %s; name one by --data".formatted(failure), failure);
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        if (!isTemporary) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException _) {
            // it lies in the directory for temporary files
        }
    }
}
