// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// In how many queries each operation met each type, and each pattern of nulls.
final class Coverage {
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final Set<String> subjects = new TreeSet<>();
    private final Map<Integer, Integer> depths = new TreeMap<>();
    private final int least;

    /// @param least in how many queries each pair is to be tried
    Coverage(int least) {
        this.least = least;
    }

    /// @param tried pairs of operation and subject, each once a query
    void add(Set<Tried> tried, int depth) {
        for (Tried each : tried) {
            subjects.add(each.subject());
            counts.computeIfAbsent(each.operation(), _ -> new TreeMap<>()).merge(each.subject(), 1, Integer::sum);
        }
        depths.merge(depth, 1, Integer::sum);
    }

    /// @param subject a type, or a pattern of nulls
    record Tried(String operation, String subject) {}

    /// How much of what was tried in too few queries so far would be tried in one more.
    ///
    /// @param before what that query tries anyway
    long gain(Set<Tried> tried, Set<Tried> before) {
        return tried.stream()
                .filter(each -> !before.contains(each))
                .mapToLong(each -> Math.max(0, least - count(each)))
                .sum();
    }

    private int count(Tried tried) {
        Map<String, Integer> bySubject = counts.get(tried.operation());
        return bySubject == null ? 0 : bySubject.getOrDefault(tried.subject(), 0);
    }

    /// How many queries of so many steps or more there were.
    int ofDepth(int steps) {
        return depths.entrySet().stream().filter(depth -> depth.getKey() >= steps).mapToInt(Map.Entry::getValue).sum();
    }

    int queries() {
        return ofDepth(0);
    }

    /// The pairs that were tried in too few queries.
    List<String> below() {
        List<String> below = new ArrayList<>();
        counts.forEach((operation, bySubject) -> subjects.forEach(subject -> {
            int count = bySubject.getOrDefault(subject, 0);
            if (count < least) {
                below.add("%s over %s: %d".formatted(operation, subject, count));
            }
        }));
        return below;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("%-22s".formatted("operation"));
        subjects.forEach(subject -> table.append(" %9s".formatted(subject)));
        counts.forEach((operation, bySubject) -> {
            table.append("%n%-22s".formatted(operation));
            for (String subject : subjects) {
                int count = bySubject.getOrDefault(subject, 0);
                table.append(" %9s".formatted(count == 0 ? "" : String.valueOf(count)));
            }
        });
        return table.toString();
    }
}
