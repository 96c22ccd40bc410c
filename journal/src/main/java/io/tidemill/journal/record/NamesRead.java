// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.ArrayList;
import java.util.List;

/// The names that a file has defined so far, by number.
final class NamesRead {
    private static final String UNKNOWN = "?";

    private final List<String> names = new ArrayList<>();
    private boolean tolerant;

    /// Begins a file.
    ///
    /// @param isTolerant whether definitions may be missing, because records are
    void begin(boolean isTolerant) {
        names.clear();
        tolerant = isTolerant;
    }

    int size() {
        return names.size();
    }

    /// Forgets the names that were defined after there were so many.
    void shrink(int toSize) {
        while (names.size() > toSize) {
            names.removeLast();
        }
    }

    /// Reads a definition.
    void define(PayloadCursor cursor) {
        long number = cursor.varint();
        String name = cursor.text();
        if (number == names.size()) {
            names.add(name);
        } else if (!tolerant) {
            throw cursor.corruption("name %d is defined where %d comes next".formatted(number, names.size()));
        }
    }

    /// Reads the number of a name.
    String name(PayloadCursor cursor) {
        long number = cursor.varint();
        if (number >= 0 && number < names.size() && !tolerant) {
            return names.get((int) number);
        }
        if (tolerant) {
            return UNKNOWN;
        }
        throw cursor.corruption("name %d is used, of %d that are defined".formatted(number, names.size()));
    }
}
