// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// A directory for one run's journal, removed with it.
public record ScratchDirectory(Path path) implements AutoCloseable {

    /// @param parent decides which disk is measured
    public static ScratchDirectory in(Path parent) {
        try {
            return new ScratchDirectory(Files.createTempDirectory(parent, "tidemill-bench-"));
        } catch (IOException failed) {
            throw new UncheckedIOException("there can be no scratch directory in " + parent, failed);
        }
    }

    /// Where temporary files go, unless the user says otherwise.
    public static Path standard() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("the scratch directory %s could not be removed".formatted(path), failed);
        }
    }
}
