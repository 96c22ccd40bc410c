// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

import io.tidemill.cli.terminal.WrongArguments;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.arrow.ArrowFile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// What rows can be written as.
enum ExportFormat {
    ARROW, CSV;

    /// Reads a format by its name.
    static final class Converter implements ITypeConverter<ExportFormat> {
        @Override
        public ExportFormat convert(String text) {
            return switch (text) {
                case "arrow" -> ARROW;
                case "csv" -> CSV;
                default ->
                    throw new TypeConversionException("`%s` is no format: there is arrow and csv".formatted(text));
            };
        }
    }

    /// As users write it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Refuses columns that there is no place for in a file.
    void check(Schema schema) {
        for (Field field : schema.fields()) {
            if (this == CSV && field.type().isList()) {
                throw new WrongArguments("--format csv: column `%s` is %s, and CSV has no lists: write --format arrow"
                        .formatted(field.name(), field.type()));
            }
        }
    }

    /// Begins a file.
    ///
    /// @param mostRows of a chunk
    RowOutput begin(OutputStream out, MemoryBudget budget, Schema schema, int mostRows, int textBytes)
            throws IOException {
        return switch (this) {
            case ARROW -> new ArrowRows(new ArrowFile(budget, schema, mostRows, textBytes, out));
            case CSV -> new CsvRows(out, schema);
        };
    }
}
