// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.tidemill.JournalCarrier;

/// The carriers that are measured, and what they have written.
final class Journals {
    static final List<JournalCarrier> CARRIERS = List.of(JournalCarrier.CHRONICLE, JournalCarrier.FILE);

    private Journals() {}

    /// As it stands in tables.
    static String name(JournalCarrier carrier) {
        return switch (carrier) {
            case CHRONICLE -> "journaled, Chronicle";
            case FILE -> "journaled, plain files";
            case BEST -> throw new IllegalArgumentException("not a carrier");
        };
    }

    /// The size of a directory's files: what is allocated ahead included.
    static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
