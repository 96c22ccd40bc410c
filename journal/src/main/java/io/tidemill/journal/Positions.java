// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How far a source or publisher had come after some row: for each of its parts an offset.
///
/// In order: a part that was forgotten and came back is there twice, and what it is told of last counts.
/// A part is what is read in order by itself: a file, a partition; a publisher has one part, whose offsets are its external ids.
/// Mutable and used again, so that a chunk costs no garbage; names of parts are kept, not copied.
public final class Positions {
    /// The offset of a part that is to be forgotten, with its rejects.
    public static final long FORGOTTEN = Long.MIN_VALUE;

    private String[] parts = new String[4];
    private long[] offsets = new long[4];
    private int size;

    public int size() {
        return size;
    }

    public String part(int index) {
        return parts[index];
    }

    /// Where to go on: behind the last row taken.
    public long offset(int index) {
        return offsets[index];
    }

    public void clear() {
        size = 0;
    }

    /// Sets the offset of a part, which is added if it is not there. That it was forgotten stays: a part that comes back stands
    /// behind that once more.
    public void put(String part, long offset) {
        for (int i = size - 1; i >= 0; i--) {
            if (parts[i].equals(part)) {
                if (offsets[i] == FORGOTTEN && offset != FORGOTTEN) {
                    break;
                }
                offsets[i] = offset;
                return;
            }
        }
        add(part, offset);
    }

    /// Adds a part behind all others, without looking whether it is there.
    public void add(String part, long offset) {
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, 2 * size);
            offsets = Arrays.copyOf(offsets, 2 * size);
        }
        parts[size] = part;
        offsets[size++] = offset;
    }

    /// A copy that stays: the last offset of each part, in the order in which parts came.
    public Map<String, Long> toMap() {
        Map<String, Long> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(parts[i], offsets[i]);
        }
        return map;
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
