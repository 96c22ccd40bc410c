// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.PlanException;

/// What takes the place of what a regular expression matches: `$1` is its first group, `$0` all of it, `\` takes the next character as it is.
public final class Replacement {
    private Replacement() {}

    /// The pieces in their order: a `String`, or the `Integer` of a group.
    public static List<Object> pieces(String replacement) {
        List<Object> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char value = replacement.charAt(i);
            boolean isLast = i + 1 == replacement.length();
            if (value != '\\' && value != '$') {
                text.append(value);
            } else if (isLast || (value == '$' && !isDigit(replacement.charAt(i + 1)))) {
                throw new PlanException(
                        "in the replacement '%s' a %c stands for itself only behind a \\".formatted(replacement,
                                value));
            } else if (value == '\\') {
                text.append(replacement.charAt(++i));
            } else {
                if (!text.isEmpty()) {
                    pieces.add(text.toString());
                    text.setLength(0);
                }
                pieces.add(replacement.charAt(++i) - '0');
            }
        }
        if (!text.isEmpty()) {
            pieces.add(text.toString());
        }
        return pieces;
    }

    private static boolean isDigit(char value) {
        return value >= '0' && value <= '9';
    }
}
