// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.HashMap;
import java.util.Map;

/// The names that a file has defined so far: each is written once, and known by its number from then on.
final class NamesWritten {
    private final Map<String, Integer> numbers = new HashMap<>();

    /// The number of a name, which is defined in the payload at hand if the file did not know it.
    int number(String name, RecordFrame frame) {
        Integer known = numbers.get(name);
        return known != null ? known : define(name, frame);
    }

    private int define(String name, RecordFrame frame) {
        int number = numbers.size();
        frame.putByte(EntryKind.NAME);
        frame.putVarint(number);
        frame.putText(name);
        numbers.put(name, number);
        return number;
    }

    void clear() {
        numbers.clear();
    }
}
