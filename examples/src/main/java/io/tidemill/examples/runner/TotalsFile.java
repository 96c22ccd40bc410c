// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.tidemill.cli.terminal.CsvField;
import io.tidemill.cli.terminal.OutputFile;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The file of totals: RFC 4180 without a header, LF at the end of each line, the highest count first.
public final class TotalsFile {
    private final OutputFile file;
    private volatile String summary = "not written";

    /// Refuses a path that could not be written later, when all the work is done.
    TotalsFile(Path path) {
        file = new OutputFile("--out", path, "counts.csv");
    }

    /// What the file holds, or that it was not written.
    String summary() {
        return file.path() + ": " + summary;
    }

    /// Writes the totals, which need not be in order.
    public void write(List<WordTotal> totals) {
        file.write(out -> write(totals, out));
        summary = String.format(Locale.ROOT, "%,d words, %,d of them distinct",
                totals.stream().mapToLong(WordTotal::count).sum(),
                totals.size());
    }

    private static void write(List<WordTotal> totals, OutputStream out) throws IOException {
        BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        for (WordTotal total : totals.stream().sorted(WordTotal.HIGHEST_FIRST).toList()) {
            lines.append(CsvField.text(total.word())).append(',').append(Long.toString(total.count())).append('\n');
        }
        lines.flush();
    }
}
