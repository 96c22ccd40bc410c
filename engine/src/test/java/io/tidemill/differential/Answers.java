// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Whether two answers have the same rows, in any order, floats within a bound.
final class Answers {
    /// Relative: what is left of the last bits after a division, a root and some arithmetic.
    private static final double BOUND = 1e-11;

    private Answers() {}

    /// What is different, if anything is.
    static Optional<String> difference(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
        if (expected.size() != actual.size()) {
            return Optional.of("%d rows, but DuckDB has %d%n%s%n%s".formatted(actual.size(), expected.size(),
                    sorted(actual), sorted(expected)));
        }
        List<List<@Nullable Object>> left = sorted(expected);
        List<List<@Nullable Object>> right = sorted(actual);
        for (int row = 0; row < left.size(); row++) {
            if (!isSame(left.get(row), right.get(row))) {
                return Optional.of("%s, but DuckDB has %s".formatted(right.get(row), left.get(row)));
            }
        }
        return Optional.empty();
    }

    /// By what is no float first, so that a last bit does not change the order.
    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Answers::withoutFloats).thenComparing(Answers::roundedFloats));
        return sorted;
    }

    private static String withoutFloats(List<@Nullable Object> row) {
        return row.stream().map(value -> value instanceof Double ? "" : String.valueOf(value)).toList().toString();
    }

    private static String roundedFloats(List<@Nullable Object> row) {
        return row.stream()
                .map(value -> value instanceof Double number ? "%.4e".formatted(number) : "")
                .toList()
                .toString();
    }

    private static boolean isSame(List<@Nullable Object> expected, List<@Nullable Object> actual) {
        for (int i = 0; i < expected.size(); i++) {
            if (!isSame(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return expected.size() == actual.size();
    }

    private static boolean isSame(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Double wanted && actual instanceof Double given) {
            return wanted.equals(given) || Math.abs(wanted - given) <= BOUND * Math.abs(wanted);
        }
        return expected == null ? actual == null : expected.equals(actual);
    }
}
