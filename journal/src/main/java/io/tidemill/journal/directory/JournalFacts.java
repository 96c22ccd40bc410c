// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Verdict;

/// What a journal says as a whole, as far as it is valid: all that a new incarnation needs to go on, columns left undecoded.
///
/// @param header of the last incarnation, null if there is none
/// @param newestIncarnation the highest number that there is a directory of, 0 if there is none: the next start takes a higher one
/// @param seal the end: what the next incarnation goes on from
/// @param files that hold something valid
/// @param records headers included
/// @param bytes of all valid records
/// @param lastTick null if no batch has ended
/// @param rejectOffsets by source and part: the offset of the last reject
/// @param verdicts all of them, in order
public record JournalFacts(@Nullable JournalHeader header, long newestIncarnation, JournalHeader.Seal seal, long files,
        long records, long entries, long rows, long rejects, long bytes, @Nullable LastTick lastTick,
        Map<PublisherKey, PublisherFacts> publishers, Map<PartKey, Long> rejectOffsets, List<Verdict> verdicts) {

    public JournalFacts {
        publishers = Map.copyOf(publishers);
        rejectOffsets = Map.copyOf(rejectOffsets);
        verdicts = List.copyOf(verdicts);
    }

    /// The sequence of the last entry, -1 if there is none.
    public long lastSequence() {
        return seal.sequence();
    }

    /// The end of the last batch.
    public record LastTick(long sequence, long batchId, long batchTimeMicros, boolean endOfStream, boolean complete) {}

    /// A publisher or source of an input, by name.
    public record PublisherKey(int input, String publisher) {}

    /// @param rows of all its chunks
    /// @param nextRow the number of the row that comes next
    /// @param offsets the latest of each of its parts
    public record PublisherFacts(long rows, long nextRow, Map<String, Long> offsets) {
        public PublisherFacts {
            offsets = Map.copyOf(offsets);
        }
    }

    /// A part of a source.
    public record PartKey(String source, String part) {}
}
