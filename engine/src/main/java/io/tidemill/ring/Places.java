// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.tidemill.journal.Positions;

/// Where the rows in a publisher's blocks stood in their source: for each row the number of its part, and the offset behind it.
///
/// A side table of the [Handoff]: the writer fills a row's place before the release of the row count that shows the row, and the
/// engine reads it behind the acquire of that count. Names of parts are added by the writer, before the first row of each.
final class Places {
    private final long[][] offsets;
    private final int[][] parts;
    private final Map<String, Integer> numbers = new HashMap<>(); // writer
    private String lastName = ""; // writer
    private int lastNumber = -1; // writer
    private String[] names = new String[4]; // grown by the writer, before the row that shows the new one
    private int[] seen = {}; // ingest
    private int looks; // ingest

    Places(int entries, int rows) {
        offsets = new long[entries][rows];
        parts = new int[entries][rows];
    }

    /// The number of a part. Writer.
    @SuppressWarnings("ReferenceEquality") // sources hand over the same string for the same part: the quick way first
    int part(String name) {
        if (name != lastName || lastNumber < 0) {
            lastNumber = numbers.computeIfAbsent(name, this::add);
            lastName = name;
        }
        return lastNumber;
    }

    private int add(String name) {
        int number = numbers.size();
        if (number == names.length) {
            names = Arrays.copyOf(names, 2 * number);
        }
        names[number] = name;
        return number;
    }

    /// The offsets behind the rows of an entry.
    long[] offsets(long entry) {
        return offsets[(int) entry & offsets.length - 1];
    }

    /// The parts of the rows of an entry.
    int[] parts(long entry) {
        return parts[(int) entry & parts.length - 1];
    }

    /// Adds how far each part has come with the rows `[from, to)` of an entry, which are not none. Ingest.
    void collect(long entry, int from, int to, Positions target) {
        String[] known = names;
        long[] ofEntry = offsets(entry);
        int[] partsOfEntry = parts(entry);
        if (seen.length < known.length) {
            seen = new int[known.length];
            looks = 0;
        }
        looks++;
        int last = -1;
        for (int row = to - 1; row >= from; row--) {
            int part = partsOfEntry[row];
            if (part != last && seen[part] != looks) {
                seen[part] = looks;
                target.put(known[part], ofEntry[row]);
            }
            last = part;
        }
    }
}
