// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What a mistyped name was probably meant to be.
public final class Suggestion {

    private Suggestion() {}

    /// The nearest of the names, if it is near: at most one letter in three differs.
    public static Optional<String> closest(String name, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(1, candidate.length() / 3));
    }

    /// `; did you mean `price`?`, or nothing.
    public static String text(String name, Collection<String> names) {
        return closest(name, names).map(candidate -> "; did you mean `" + candidate + "`?").orElse("");
    }

    /// How many letters have to be put in, left out or exchanged; upper and lower case are the same.
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
