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
/// without, and one whose header never reached the disk; if it should have, its neighbours do not fit together, and the walk
/// finds out.
///
/// @param kept in order
/// @param headless those behind the last one kept that have no readable header
/// @param newest the highest number that there is a directory of, 0 if there is none
record Lineage(List<Incarnation> kept, List<Incarnation> headless, long newest) {

    /// One start of the engine.
    ///
    /// @param end where the next one goes on; null if there is no next one
    record Incarnation(long number, List<Path> files, JournalHeader.@Nullable Seal end) {}

    /// Reads the first record of every incarnation.
    static Lineage read(JournalFiles files, MemoryBudget budget) {
        List<Long> numbers = files.incarnations();
        List<Incarnation> kept = new ArrayList<>();
        List<Incarnation> headless = new ArrayList<>();
        JournalHeader.Seal end = null;
        try (FirstRecord first = new FirstRecord(files, budget)) {
            for (int i = numbers.size() - 1; i >= 0; i--) {
                long number = numbers.get(i);
                List<Path> ofNumber = files.files(number);
                JournalHeader header = first.read(number, ofNumber);
                if (header == null) {
                    if (kept.isEmpty()) {
                        headless.add(new Incarnation(number, ofNumber, null));
                    }
                } else if (end == null || isWithin(end, header)) {
                    kept.add(new Incarnation(number, ofNumber, end));
                    end = header.predecessor();
                }
            }
        }
        Collections.reverse(kept);
        Collections.reverse(headless);
        return new Lineage(List.copyOf(kept), List.copyOf(headless), numbers.isEmpty() ? 0 : numbers.getLast());
    }

    /// The bytes of all files that are read.
    long bytes(JournalFiles files) {
        return kept.stream().flatMap(incarnation -> incarnation.files().stream()).mapToLong(files::bytes).sum();
    }

    /// Whether an incarnation reaches up to a seal: not if that lies before it, or is what it goes on from itself.
    private static boolean isWithin(JournalHeader.Seal seal, JournalHeader header) {
        return seal.sequence() >= header.firstSequence() - 1 && !seal.equals(header.predecessor());
    }

    /// The first file of the first incarnation between two others of which no header is left: what is missing may have been there.
    Optional<Path> headlessBetween(JournalFiles files, long from, long to) {
        return files.incarnations()
                .stream()
                .filter(number -> number > from && number < to)
                .filter(number -> kept.stream().noneMatch(incarnation -> incarnation.number() == number))
                .flatMap(number -> files.files(number).stream())
                .findFirst();
    }

    /// Reads the header that an incarnation begins with.
    private static final class FirstRecord implements AutoCloseable {
        private final FileRecords records;
        private final RecordPlace place = new RecordPlace();
        private final RecordReader reader;

        FirstRecord(JournalFiles files, MemoryBudget budget) {
            records = new FileRecords(files, budget);
            reader = new RecordReader(budget, place);
        }

        @Nullable
        JournalHeader read(long incarnation, List<Path> files) {
            if (files.isEmpty()) {
                return null;
            }
            records.open(files.getFirst());
            if (records.look(0) != null) {
                return null;
            }
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

        @Override
        public void close() {
            reader.close();
            records.close();
        }
    }
}
