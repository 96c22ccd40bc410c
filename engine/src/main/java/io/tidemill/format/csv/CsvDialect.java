// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.csv;

/// What stands between the values, and what the values that are no text look like.
///
/// @param quote 0 if there are no quotes
/// @param escape what takes a quote its meaning within quotes; the quote itself if it is doubled, as RFC 4180 has it
/// @param comment what a line begins with that is a comment; 0 if there are none
/// @param nullValue what stands, without quotes, for null
/// @param header whether the first line of each input names the columns
/// @param multiLine whether quotes may hold line ends
public record CsvDialect(char delimiter, char quote, char escape, char comment, String nullValue, boolean header,
        boolean multiLine) {
    static final char NONE = '\0';
    public static final CsvDialect STANDARD = new CsvDialect(',', '"', '"', NONE, "", false, false);

    public CsvDialect {
        check("delimiter", delimiter);
        check("quote", quote);
        check("escape", escape);
        check("comment", comment);
        if (delimiter == NONE || delimiter == quote || delimiter == escape || delimiter == comment) {
            throw new IllegalArgumentException("the delimiter must be a character of its own, was " + shown(delimiter));
        }
        if (multiLine && quote == NONE) {
            throw new IllegalArgumentException("values of several lines need quotes");
        }
    }

    private static void check(String what, char value) {
        if (value >= 0x80 || value == '\n' || value == '\r') {
            throw new IllegalArgumentException(
                    "the %s must be an ASCII character, and no line end, was %s".formatted(what,
                            shown(value)));
        }
    }

    private static String shown(char value) {
        return value > ' ' ? "'" + value + "'" : "U+%04X".formatted((int) value);
    }

    public CsvDialect withDelimiter(char character) {
        return new CsvDialect(character, quote, escape, comment, nullValue, header, multiLine);
    }

    /// Sets the quote, and the escape to the same character if it was the quote before.
    public CsvDialect withQuote(char character) {
        return new CsvDialect(delimiter, character, escape == quote ? character : escape, comment, nullValue, header,
                multiLine);
    }

    public CsvDialect withEscape(char character) {
        return new CsvDialect(delimiter, quote, character, comment, nullValue, header, multiLine);
    }

    public CsvDialect withComment(char character) {
        return new CsvDialect(delimiter, quote, escape, character, nullValue, header, multiLine);
    }

    public CsvDialect withNullValue(String text) {
        return new CsvDialect(delimiter, quote, escape, comment, text, header, multiLine);
    }

    public CsvDialect withHeader(boolean isThere) {
        return new CsvDialect(delimiter, quote, escape, comment, nullValue, isThere, multiLine);
    }

    public CsvDialect withMultiLine(boolean isAllowed) {
        return new CsvDialect(delimiter, quote, escape, comment, nullValue, header, isAllowed);
    }
}
