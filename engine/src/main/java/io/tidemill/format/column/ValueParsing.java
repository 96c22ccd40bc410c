// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

/// How a format writes the values that are not a run of plain bytes.
///
/// @param unescape for quoted texts with escapes
/// @param impossible why a text may be impossible to unescape
/// @param elements for lists
public record ValueParsing(ValueOptions options, Unescape unescape, String impossible, ElementCells elements) {

    /// Of a format that writes no lists.
    public ValueParsing(ValueOptions options, Unescape unescape, String impossible) {
        this(options, unescape, impossible, (_, _, _, _, _) -> ElementCells.NO_LIST);
    }
}
