// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

/// What lies behind the valid prefix of a journal: discarded if it was never acknowledged, lost if it was.
///
/// @param records those that are whole
/// @param entries up to the last of them, those that cannot be read included
/// @param rows in whole records
/// @param bytes from the bad place on, but for zeros at the end of a file
public record Remains(long records, long entries, long rows, long bytes) {
    public static final Remains NONE = new Remains(0, 0, 0, 0);

    @Override
    public String toString() {
        if (entries == 0) {
            return "%,d bytes, in which no entry is whole".formatted(bytes);
        }
        return "%,d entries with %,d rows or more, %,d bytes".formatted(entries, rows, bytes);
    }
}
