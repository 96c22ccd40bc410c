// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.tidemill.journal.Storage;

/// Where in a data directory the files of each start lie.
public final class Incarnations {
    private static final Pattern NAME = Pattern.compile("\\d{8,18}");

    private Incarnations() {}

    static Path directory(Path dataDirectory) {
        return dataDirectory.resolve("journal");
    }

    /// The directory of an incarnation.
    public static Path directory(Path dataDirectory, long incarnation) {
        return directory(dataDirectory).resolve("%08d".formatted(incarnation));
    }

    /// The incarnations that have a directory, in order, whatever is in it.
    public static List<Long> numbers(Path dataDirectory, Storage storage) throws IOException {
        return storage.list(directory(dataDirectory))
                .stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(Long::valueOf)
                .sorted()
                .toList();
    }
}
