// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// A row that was left out because a function of yours threw on it. Each text is cut behind [#MOST_CHARACTERS].
///
/// @param context the context's name
/// @param operator the operator's name in the plan, such as `lines/map`
/// @param sequence of the slot of the journal that led to the row
/// @param row counts the rows that the operator was handed for that slot, from 0
/// @param values the row by columns, as JSON: `{"symbol":"ACME","price":10.5}`
/// @param exception the class of what was thrown
/// @param message of what was thrown
public record DeadLetter(String context, String operator, long sequence, long row, String values, String exception,
        @Nullable String message) {
    /// How long each text is at most; what was cut ends with an ellipsis.
    public static final int MOST_CHARACTERS = 16_384;

    public DeadLetter {
        context = cut(context);
        operator = cut(operator);
        values = cut(values);
        exception = cut(exception);
        message = message == null ? null : cut(message);
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + '\u2026';
    }

    /// Where the row was, as `journal verdict --at` takes it: `SEQUENCE:ROW`.
    public String place() {
        return sequence + ":" + row;
    }
}
