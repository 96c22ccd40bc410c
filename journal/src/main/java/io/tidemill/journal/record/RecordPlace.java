// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalException;

/// Where a reader is, for messages: a file, a record in it, an entry. Set again as the reader goes on.
public final class RecordPlace {
    private @Nullable Path file;
    private long offset;
    private long sequence;

    public RecordPlace file(Path ofRecords) {
        file = ofRecords;
        return this;
    }

    /// @param recordOffset where in the file the record begins
    public RecordPlace record(long recordOffset, long firstSequence) {
        offset = recordOffset;
        sequence = firstSequence;
        return this;
    }

    void sequence(long ofEntry) {
        sequence = ofEntry;
    }

    public long offset() {
        return offset;
    }

    public long sequence() {
        return sequence;
    }

    /// Names the place of what is not as it was written.
    public JournalException corruption(String what) {
        return new JournalException(JournalException.Kind.CORRUPTION, describe(what));
    }

    /// The same with what led to it.
    JournalException corruption(String what, Throwable cause) {
        return new JournalException(JournalException.Kind.CORRUPTION, describe(what), cause);
    }

    private String describe(String what) {
        return "%s at byte %,d, sequence %,d: %s".formatted(file == null ? "a record" : file, offset, sequence, what);
    }
}
