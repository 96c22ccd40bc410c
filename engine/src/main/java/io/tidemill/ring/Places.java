// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

import io.tidemill.journal.Positions;
import io.tidemill.memory.Memory;

/// Where the rows in a publisher's blocks stood in their source: for each row the number of its part, and the offset behind it.
///
/// A side table of the [Handoff]: the writer fills a row's place before the release of the row count that shows the row, and the
/// engine reads it behind the acquire of that count. Names of parts are added by the writer, before the first row of each; the
/// number of one that no row has any more is given to another.
final class Places {
    /// The offset of a row that has no place.
    static final long NONE = Long.MIN_VALUE;
    /// So many parts are known before it is looked which of them are still in use.
    private static final int PARTS = 1024;

    private final long[][] offsets;
    private final int[][] parts;
    private final Map<String, Integer> numbers = new HashMap<>(); // writer
    private final ArrayDeque<Integer> free = new ArrayDeque<>(); // writer
    private int most = PARTS; // writer
    private String lastName = ""; // writer
    private int lastNumber = -1; // writer
    private String[] names = new String[4]; // grown by the writer, before the row that shows the new one
    private int[] seen = {}; // ingest
    private int looks; // ingest

    Places(int entries, int rows) {
        offsets = new long[entries][rows];
        parts = new int[entries][rows];
        for (long[] ofEntry : offsets) {
            Arrays.fill(ofEntry, NONE);
        }
    }

    /// The number of a part. Writer.
    @SuppressWarnings("ReferenceEquality") // sources hand over the same string for the same part: the quick way first
    int part(String name) {
        if (name != lastName || lastNumber < 0) {
            Integer known = numbers.get(name);
            lastNumber = known == null ? add(name) : known;
            lastName = name;
        }
        return lastNumber;
    }

    private int add(String name) {
        if (free.isEmpty() && numbers.size() == most) {
            letGo();
        }
        int number = free.isEmpty() ? numbers.size() : free.removeFirst();
        if (number == names.length) {
            names = Arrays.copyOf(names, 2 * number);
        }
        names[number] = name;
        numbers.put(name, number);
        return number;
    }

    /// Frees the numbers of parts that no row has which may still be read. If these are few, more may be known from now on.
    private void letGo() {
        BitSet used = new BitSet(most);
        for (int entry = 0; entry < parts.length; entry++) {
            for (int row = 0; row < parts[entry].length; row++) {
                if (offsets[entry][row] != NONE) {
                    used.set(parts[entry][row]);
                }
            }
        }
        numbers.values().removeIf(number -> {
            if (used.get(number)) {
                return false;
            }
            free.addLast(number);
            return true;
        });
        if (free.size() < most / 2) {
            most *= 2;
        }
    }

    /// How many parts are known. Writer.
    int known() {
        return numbers.size();
    }

    /// Says that rows of an entry have no place. Writer.
    void none(long entry, int from, int to) {
        Arrays.fill(offsets(entry), from, to, NONE);
    }

    /// Keeps where to go on behind lines of an entry: behind line i at `base + nexts[i]` of a part. Writer.
    ///
    /// @param nextsAddress of int32 values, one a line
    void lines(long entry, int from, int lines, int part, long base, long nextsAddress) {
        long[] ofEntry = offsets(entry);
        for (int line = 0; line < lines; line++) {
            ofEntry[from + line] = base + Memory.intAt(nextsAddress + 4L * line);
        }
        Arrays.fill(parts(entry), from, from + lines, part);
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
            if (ofEntry[row] != NONE) {
                if (part != last && seen[part] != looks) {
                    seen[part] = looks;
                    target.put(known[part], ofEntry[row]);
                }
                last = part;
            }
        }
    }
}
