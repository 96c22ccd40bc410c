// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// The batches that one program after the other has printed on the same journal, in Spark's format, each as it was printed first.
///
/// A batch may come again after a crash, byte for byte as it was. What a kill has cut is left out: it comes again, whole.
final class PrintedBatches {
    private static final String LINE = "-".repeat(43);
    private static final Pattern BATCH = Pattern.compile("^%s\nTime: (.*)\n%s\n(?:.+\n)*\n".formatted(LINE, LINE),
            Pattern.MULTILINE);
    private static final Pattern BEGINNING = Pattern.compile("^" + LINE + "\nTime: ", Pattern.MULTILINE);

    private final Map<String, String> batches = new LinkedHashMap<>();
    private int again;
    private int torn;

    /// Adds what a program has printed.
    ///
    /// @return how many batches of it were not known yet
    int add(String stdout) {
        int known = batches.size();
        List<MatchResult> whole = BATCH.matcher(stdout).results().toList();
        for (MatchResult batch : whole) {
            String before = batches.putIfAbsent(batch.group(1), batch.group());
            if (before != null) {
                again++;
                assertThat(batch.group()).as("a batch that was printed again").isEqualTo(before);
            }
        }
        torn += (int) BEGINNING.matcher(stdout).results().count() - whole.size();
        return batches.size() - known;
    }

    /// How many batches came more than once.
    int again() {
        return again;
    }

    /// How many were cut in the middle.
    int torn() {
        return torn;
    }

    int size() {
        return batches.size();
    }

    /// All of it, each batch once, in the order in which they came first.
    String text() {
        return String.join("", batches.values());
    }
}
