// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// What the death of a process leaves of its data directory: a copy, while it goes on.
final class Crash {

    private Crash() {}

    /// Copies a data directory as it is now. Files that grow meanwhile are copied up to some point, each of them a later one than the
    /// copy's of the file before it: as a process leaves them that writes files in this order.
    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            List<Path> paths = tree.sorted().toList();
            for (Path path : paths) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
                } else {
                    copyFile(path, target);
                }
            }
        }
        return to;
    }

    private static void copyFile(Path path, Path target) throws IOException {
        try {
            Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException _) {
            // deleted since it was listed: then another one holds what matters
        }
    }
}
