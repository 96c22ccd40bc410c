// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// The ids that a publisher's user gives its rows, which ascend: what was appended once, by this publisher or by its namesake of an
/// earlier start, is not appended again. Belongs to the writing thread.
final class ExternalIds {
    private final String publisher;
    private long last;
    private long duplicates;

    /// @param last the id of the last row of the earlier starts, or [io.tidemill.Publisher#NO_ID]
    ExternalIds(String publisher, long last) {
        this.publisher = publisher;
        this.last = last;
    }

    /// Whether the row with this id was appended before. Counts those.
    boolean isDuplicate(long id) {
        if (id < 0) {
            throw new IllegalArgumentException(
                    "external ids of publisher `%s` must not be negative, was %,d".formatted(publisher, id));
        }
        if (id > last) {
            return false;
        }
        duplicates++;
        return true;
    }

    void appended(long id) {
        last = id;
    }

    long last() {
        return last;
    }

    long duplicates() {
        return duplicates;
    }
}
