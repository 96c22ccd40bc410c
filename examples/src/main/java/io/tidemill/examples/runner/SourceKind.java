// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where the lines come from.
enum SourceKind {
    /// The book that comes with the examples.
    TEXT,
    /// A file, or the files of a directory.
    FILES,
    /// A TCP server that sends lines.
    SOCKET,
    /// Topics of a Kafka cluster.
    KAFKA;

    /// Reads a kind by its name.
    static final class Converter implements ITypeConverter<SourceKind> {
        @Override
        public SourceKind convert(String text) {
            return switch (text) {
                case "text" -> TEXT;
                case "files" -> FILES;
                case "socket" -> SOCKET;
                case "kafka" -> KAFKA;
                default -> throw new TypeConversionException(
                        "`%s` is no source: there is text, files, socket and kafka".formatted(text));
            };
        }
    }
}
