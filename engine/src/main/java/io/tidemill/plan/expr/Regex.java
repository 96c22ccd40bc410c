// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import io.tidemill.PlanException;

/// Regular expressions of RE2, whose time is linear in the text whatever the pattern: no look-around, no back references.
public final class Regex {
    private Regex() {}

    /// Throws a [PlanException] that names the function.
    public static Pattern compile(String function, String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new PlanException("%s takes no '%s': %s".formatted(function, pattern, wrong.getMessage()));
        }
    }

    /// Throws a [PlanException] if a pattern has no such group; 0 is the whole.
    static void requireGroup(String function, String pattern, int group) {
        int groups = compile(function, pattern).groupCount();
        if (group < 0 || group > groups) {
            throw new PlanException(
                    "%s: there is no group %d in '%s', which has %d".formatted(function, group, pattern, groups));
        }
    }

    /// Throws a [PlanException] if a replacement names a group that a pattern does not have.
    static void requireReplacement(String function, String pattern, String replacement) {
        for (Object piece : Replacement.pieces(replacement)) {
            if (piece instanceof Integer group) {
                requireGroup(function, pattern, group);
            }
        }
    }
}
