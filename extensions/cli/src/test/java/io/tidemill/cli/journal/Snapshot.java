// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Everything in a directory, with contents and times, to be compared.
final class Snapshot {
    private Snapshot() {}

    static List<String> of(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.sorted().map(Snapshot::line).toList();
        }
    }

    private static String line(Path path) {
        try {
            int content = Files.isRegularFile(path) ? Arrays.hashCode(Files.readAllBytes(path)) : 0;
            return "%s %s %d".formatted(path, Files.getLastModifiedTime(path), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
