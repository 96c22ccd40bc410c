// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalException.Kind;
import io.tidemill.memory.Memory;

/// Goes through bytes that may be anything, and never beyond their end.
final class ByteCursor {
    private final String column;
    private long at;
    private long end;

    ByteCursor(String column) {
        this.column = column;
    }

    void set(long address, long bytes) {
        at = address;
        end = address + bytes;
    }

    long left() {
        return end - at;
    }

    /// Answers where the next bytes are, and steps over them.
    long take(long bytes) {
        require(bytes >= 0 && bytes <= end - at);
        long taken = at;
        at += bytes;
        return taken;
    }

    int takeByte() {
        return Memory.byteAt(take(1));
    }

    int takeInt() {
        return Memory.intAt(take(Integer.BYTES));
    }

    long takeLong() {
        return Memory.longAt(take(Long.BYTES));
    }

    void require(boolean sound) {
        if (!sound) {
            throw corrupt("is not what was written");
        }
    }

    JournalException corrupt(String what) {
        return new JournalException(Kind.CORRUPTION, "column `%s` %s".formatted(column, what));
    }
}
