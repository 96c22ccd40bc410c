// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.journal.record.RecordPlace;
import io.tidemill.journal.record.RecordReader;
import io.tidemill.memory.MemoryBudget;

/// Which incarnations make up a journal, and where each but the last ends: where the next one says that it goes on.
///
/// What lies behind that was discarded when the next one began, and is never read. So is an incarnation that a later one goes on
/// without, and one of which nothing has reached the disk; if it should have, its neighbours do not fit together, and the walk
/// finds out.
///
/// @param kept in order
/// @param empty those behind the last one kept, in which there is no record
/// @param newest the highest number that there is a directory of, 0 if there is none
record Lineage(List<Incarnation> kept, List<Incarnation> empty, long newest) {

    /// One start of the engine.
    ///
    /// @param end null if no other goes on from it
    record Incarnation(long number, List<Path> files, @Nullable End end) {}

    /// Where an incarnation ends.
    ///
    /// @param isExact whether the next one's header says so; else that is damaged, and only a sequence is known
    record End(JournalHeader.Seal seal, boolean isExact) {}

    /// Reads the first record of every incarnation.
    static Lineage read(JournalFiles files, MemoryBudget budget) {
        List<Long> numbers = files.incarnations();
        List<Incarnation> kept = new ArrayList<>();
        List<Incarnation> empty = new ArrayList<>();
        End end = null;
        try (Beginnings beginnings = new Beginnings(files, budget)) {
            for (int i = numbers.size() - 1; i >= 0; i--) {
                long number = numbers.get(i);
                List<Path> ofNumber = files.files(number);
                JournalHeader header = beginnings.header(number, ofNumber);
                End before = header == null
                        ? beginnings.endBefore(number, ofNumber)
                        : new End(header.predecessor(), true);
                if (before == null) {
                    if (kept.isEmpty()) {
                        empty.add(new Incarnation(number, ofNumber, null));
                    }
                } else if (end == null || reaches(before, end)) {
                    kept.add(new Incarnation(number, ofNumber, end));
                    end = before;
                }
            }
        }
        Collections.reverse(kept);
        Collections.reverse(empty);
        return new Lineage(List.copyOf(kept), List.copyOf(empty), numbers.isEmpty() ? 0 : numbers.getLast());
    }

    /// Whether an incarnation that goes on from one place reaches up to another: not if that lies before it, or is the same.
    private static boolean reaches(End before, End end) {
        return end.seal().sequence() >= before.seal().sequence() && !end.equals(before);
    }

    /// The bytes of all files that are read.
    long bytes(JournalFiles files) {
        return kept.stream().flatMap(incarnation -> incarnation.files().stream()).mapToLong(files::bytes).sum();
    }

    /// The first file of the first incarnation between two others that is not kept: what is missing may have been there.
    Optional<Path> leftOutBetween(JournalFiles files, long from, long to) {
        return files.incarnations()
                .stream()
                .filter(number -> number > from && number < to)
                .filter(number -> kept.stream().noneMatch(incarnation -> incarnation.number() == number))
                .flatMap(number -> files.files(number).stream())
                .findFirst();
    }

    /// Reads how incarnations begin.
    private static final class Beginnings implements AutoCloseable {
        private final FileRecords records;
        private final RecordPlace place = new RecordPlace();
        private final RecordReader reader;

        Beginnings(JournalFiles files, MemoryBudget budget) {
            records = new FileRecords(files, budget);
            reader = new RecordReader(budget, place);
        }

        /// The header in an incarnation's first record, or null.
        @Nullable
        JournalHeader header(long incarnation, List<Path> files) {
            if (files.isEmpty()) {
                return null;
            }
            records.open(files.getFirst());
            return records.look(0) == null ? header(incarnation) : null;
        }

        /// The header in the record that was found, or null.
        private @Nullable JournalHeader header(long incarnation) {
            long record = records.record();
            if (RecordLayout.type(record) != RecordLayout.HEADER || RecordLayout.incarnation(record) != incarnation) {
                return null;
            }
            try {
                place.file(records.path()).record(records.at(), RecordLayout.sequence(record));
                return reader.beginFile(record).header();
            } catch (JournalException senseless) {
                return null;
            }
        }

        /// What an incarnation goes on from whose first record is damaged, from the first one that is whole; null if none is.
        @Nullable
        End endBefore(long incarnation, List<Path> files) {
            for (Path file : files) {
                records.open(file);
                if (records.search(0, frame -> RecordLayout.incarnation(frame) == incarnation)) {
                    JournalHeader header = header(incarnation);
                    return header == null
                            ? new End(new JournalHeader.Seal(RecordLayout.sequence(records.record()) - 1, 0), false)
                            : new End(header.predecessor(), true);
                }
            }
            return null;
        }

        @Override
        public void close() {
            reader.close();
            records.close();
        }
    }
}
