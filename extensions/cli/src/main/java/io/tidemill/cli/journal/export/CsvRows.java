// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.io.IOException;
import java.io.OutputStream;

import io.tidemill.cli.journal.printing.Values;
import io.tidemill.cli.terminal.CsvField;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Rows as RFC 4180 has them: a header, CRLF behind each row, quotes where they are needed.
///
/// RFC 4180 knows no null: here it is nothing at all between the commas, and text without letters is `""`.
final class CsvRows implements RowOutput {
    private static final String END_OF_ROW = "\r\n";

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder();

    CsvRows(OutputStream out, Schema schema) throws IOException {
        this.out = out;
        for (Field field : schema.fields()) {
            text.append(text.isEmpty() ? "" : ",").append(CsvField.text(field.name()));
        }
        text.append(END_OF_ROW);
        writeText();
    }

    @Override
    public void write(Chunk rows) throws IOException {
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = 0; i < rows.schema().size(); i++) {
                if (i > 0) {
                    text.append(',');
                }
                append(rows.column(i), row);
            }
            text.append(END_OF_ROW);
        }
        writeText();
    }

    private void append(Column column, int row) {
        if (column.isNull(row)) {
            return;
        }
        String value = Values.text(column, row);
        if (column.type().layout() != Type.Layout.BYTES) {
            text.append(value);
        } else {
            text.append(value.isEmpty() ? CsvField.quoted(value) : CsvField.text(value));
        }
    }

    private void writeText() throws IOException {
        out.write(text.toString().getBytes(UTF_8));
        text.setLength(0);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
