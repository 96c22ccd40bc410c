// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

/// Quotes that may hold line ends, as in CSV: they open at the begin of a line or behind a delimiter.
///
/// @param quote 0 if there are none
/// @param escape the character that takes a quote its meaning; the quote itself if it is doubled
public record LineQuotes(char delimiter, char quote, char escape) {
    /// Every line end ends a line.
    public static final LineQuotes NONE = new LineQuotes('\0', '\0', '\0');
}
