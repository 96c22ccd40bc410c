// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.recovery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.Publisher;
import io.tidemill.journal.JournalReader;
import io.tidemill.journal.Verdict;

/// What the journal tells of the earlier starts on a data directory: where everybody goes on.
///
/// @param lastSequence of the journal; -1 if there is none
/// @param zeroMicros the batch clock's zero, if there was an earlier start
/// @param nextBatch the id of the first batch behind the journal, and behind all that any sink has got
/// @param batchTimeMicros the time of the last batch; 0 if there is none
/// @param complete whether all inputs have ended by themselves, so that nothing follows
/// @param blockRows the most rows of a chunk
/// @param textBytes the most text of a chunk's column
/// @param bytes of journal to be replayed
/// @param rows to be replayed
/// @param publishers how far each had come
/// @param rejects up to which offset the rejects of a source's part are known
/// @param verdicts that were given for rows, in the journal's order
/// @param reader opens the journal, from its first entry to its last
public record History(long lastSequence, @Nullable Long zeroMicros, long nextBatch, long batchTimeMicros,
        boolean complete, int blockRows, int textBytes, long bytes, long rows, Map<Name, Past> publishers,
        Map<Part, Long> rejects, List<Verdict> verdicts, Supplier<JournalReader> reader) {

    /// A publisher or source of an input.
    public record Name(int input, String publisher) {}

    /// How far a publisher had come.
    ///
    /// @param rows so many were taken
    /// @param offsets where to go on, by part
    public record Past(long rows, Map<String, Long> offsets) {
        static final Past NONE = new Past(0, Map.of());

        /// The last external id, of a publisher whose rows have any.
        public long lastId() {
            return offsets.getOrDefault("", Publisher.NO_ID);
        }
    }

    /// A part of a source.
    public record Part(String source, String part) {}

    /// Of an engine that starts for the first time, or keeps nothing.
    public static History none() {
        return new History(-1, null, 0, 0, false, 0, 0, 0, 0, Map.of(), Map.of(), List.of(), () -> {
            throw new IllegalStateException("there is no journal to replay");
        });
    }

    /// Of an engine that starts for the first time, on a directory where it will be remembered.
    ///
    /// @param zeroMicros the batch clock's zero, which is written down
    /// @param firstBatch the id of the first batch: above 0 if sinks know of a journal that is lost
    static History beginning(long zeroMicros, long firstBatch) {
        History none = none();
        return new History(none.lastSequence, zeroMicros, firstBatch, none.batchTimeMicros, none.complete,
                none.blockRows, none.textBytes, none.bytes, none.rows, none.publishers, none.rejects, none.verdicts,
                none.reader);
    }

    long requireZeroMicros() {
        return Objects.requireNonNull(zeroMicros);
    }

    /// Whether there is anything to be replayed.
    public boolean isEmpty() {
        return lastSequence < 0;
    }

    /// The offset of the last reject of each part of a source.
    public Map<String, Long> lastRejects(String source) {
        Map<String, Long> offsets = new HashMap<>();
        rejects.forEach((part, offset) -> {
            if (part.source().equals(source)) {
                offsets.put(part.part(), offset);
            }
        });
        return offsets;
    }

    public Past past(int input, String publisher) {
        return publishers.getOrDefault(new Name(input, publisher), Past.NONE);
    }
}
