// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A table in Markdown, its columns padded so that it reads as well as it renders.
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    /// @param header the first column is left-aligned, all others hold figures
    public MarkdownTable(String... header) {
        rows.add(List.of(header));
    }

    public MarkdownTable row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of %d cells in a table of %d columns".formatted(cells.size(),
                    rows.getFirst().size()));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(Math.max(widths[column], row.get(column).length()), 3);
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            append(text, rows.get(i), widths);
            if (i == 0) {
                appendRule(text, widths);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> row, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String pad = " ".repeat(widths[column] - row.get(column).length());
            String cell = column == 0 ? row.get(column) + pad : pad + row.get(column);
            text.append("| ").append(cell).append(' ');
        }
        text.append("|\n");
    }

    private static void appendRule(StringBuilder text, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String dashes = String.join("", Collections.nCopies(widths[column], "-"));
            text.append("| ").append(column == 0 ? dashes : dashes.substring(1) + ":").append(' ');
        }
        text.append("|\n");
    }
}
