// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.util.Comparator;

/// A word and how often it came. Prints as Spark's tuples do: `(whale,3)`.
public record WordTotal(String word, long count) {
    /// The highest count first; words of the same count in the order of their UTF-8 bytes.
    public static final Comparator<WordTotal> HIGHEST_FIRST = Comparator.comparingLong(WordTotal::count)
            .reversed()
            .thenComparing(WordTotal::word, WordTotal::compareUtf8);

    /// Compares as unsigned UTF-8 bytes would, which is the order of code points; UTF-16 differs from it in surrogates only.
    static int compareUtf8(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char ours = left.charAt(i);
            char theirs = right.charAt(i);
            if (ours != theirs) {
                int bySurrogate = Boolean.compare(Character.isSurrogate(ours), Character.isSurrogate(theirs));
                return bySurrogate == 0 ? Character.compare(ours, theirs) : bySurrogate;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    @Override
    public String toString() {
        return "(" + word + "," + count + ")";
    }
}
