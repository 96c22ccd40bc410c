// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

/// Fields of CSV files, as RFC 4180 has them.
public final class CsvField {
    private static final String QUOTED_FOR = ",\"\r\n";

    private CsvField() {}

    /// The text as a field: in quotes only if it would not be one field otherwise.
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (QUOTED_FOR.indexOf(text.charAt(i)) >= 0) {
                return quoted(text);
            }
        }
        return text;
    }

    /// The text as a field in quotes.
    public static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
