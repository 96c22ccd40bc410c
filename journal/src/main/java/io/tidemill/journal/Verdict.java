// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.util.Locale;

/// What shall become of one row on which code of the user's throws: decided when the engine has stopped because of it.
///
/// @param sequence the slot that led to the row
/// @param row counts the rows that the operator was handed for this slot, from 0
/// @param operator its name in the plan
public record Verdict(long sequence, long row, String operator, Kind kind) {

    /// The kinds of verdict.
    public enum Kind {
        /// The row is left out, and counted.
        SKIP,
        /// The row is left out, counted, and handed to the dead letters.
        DEAD_LETTER;

        /// As users write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
