// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Copies of data directories.
final class Copies {

    private Copies() {}

    /// Copies a tree, modes included, as far as a predicate says.
    static void copy(Path from, Path to, Predicate<Path> isWanted) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            List<Path> paths = tree.filter(isWanted).toList();
            for (Path path : paths) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.copy(path, target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
            }
        }
    }
}
