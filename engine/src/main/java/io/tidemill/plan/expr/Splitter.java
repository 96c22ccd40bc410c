// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

/// How a value falls apart: how text is cut into pieces.
public sealed interface Splitter {

    /// At every occurrence of a text; empty pieces are kept, also at the end, and an empty text is one empty piece.
    record Separator(String text) implements Splitter {
        public Separator {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a separator must not be empty");
            }
        }
    }

    /// At runs of ASCII white space (bytes 9 to 13 and 32); no piece is empty.
    record Words() implements Splitter {}

    /// A list into its elements.
    ///
    /// @param keepsEmpty whether a list without elements, or null, gives a null
    record Elements(boolean keepsEmpty) implements Splitter {
        @Override
        public String toString() {
            return keepsEmpty ? "elements, or null" : "elements";
        }
    }
}
