// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares what came out of batches, and says where it differs first.
final class Outputs {

    private Outputs() {}

    static void requireEqual(Scenario scenario, List<List<TestRow>> expected, List<List<TestRow>> actual,
            boolean ordered) {
        for (int i = 0; i < expected.size(); i++) {
            List<TestRow> wanted = expected.get(i);
            List<TestRow> got = actual.get(i);
            if (ordered ? !wanted.equals(got) : !counted(wanted).equals(counted(got))) {
                throw new AssertionError("batch %d of %d rows: %s".formatted(i, scenario.batches().get(i).rows().size(),
                        ordered ? difference(wanted, got) : difference(sorted(wanted), sorted(got))));
            }
        }
    }

    /// The rows in no order: how often each is there.
    private static Map<TestRow, Integer> counted(List<TestRow> rows) {
        Map<TestRow, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    private static List<TestRow> sorted(List<TestRow> rows) {
        return rows.stream().sorted(Comparator.comparing(TestRow::toString)).toList();
    }

    private static String difference(List<TestRow> wanted, List<TestRow> got) {
        int same = 0;
        while (same < wanted.size() && same < got.size() && wanted.get(same).equals(got.get(same))) {
            same++;
        }
        return "%d rows instead of %d; row %d should be %s, is %s".formatted(got.size(), wanted.size(), same,
                at(wanted, same), at(got, same));
    }

    private static String at(List<TestRow> rows, int row) {
        return row < rows.size() ? rows.get(row).toString() : "none";
    }
}
