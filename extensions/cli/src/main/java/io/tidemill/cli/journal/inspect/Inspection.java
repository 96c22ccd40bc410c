// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tidemill.cli.journal.reading.Counts;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.journal.directory.ScanVisitor;

/// What there is in a journal: gathered while it is scanned.
public final class Inspection implements ScanVisitor {
    private final List<Incarnation> incarnations = new ArrayList<>();
    private final Counts counts = new Counts();
    private final Map<List<String>, Publisher> publishers = new LinkedHashMap<>();
    private final Map<List<String>, RejectedPart> rejectedParts = new LinkedHashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    /// One start of the engine.
    public record Incarnation(JournalHeader header, List<RecordFile> files, Counts counts) {}

    /// A file as far as it holds valid records.
    static final class RecordFile {
        private final Path path;
        private final Counts counts = new Counts();
        private long records;
        private long recordBytes;

        private RecordFile(Path path) {
            this.path = path;
        }

        Path path() {
            return path;
        }

        Counts counts() {
            return counts;
        }

        /// The header included.
        long records() {
            return records;
        }

        long recordBytes() {
            return recordBytes;
        }
    }

    /// A publisher or source of an input.
    static final class Publisher {
        private final String input;
        private final String name;
        private final Map<String, Long> offsets = new LinkedHashMap<>();
        private long rows;
        private long nextRow;

        private Publisher(String input, String name) {
            this.input = input;
            this.name = name;
        }

        private void add(JournalEntry.Rows chunk) {
            rows += chunk.rows();
            nextRow = chunk.firstRow() + chunk.rows();
            Positions positions = chunk.positions();
            for (int i = 0; i < positions.size(); i++) {
                if (positions.offset(i) == Positions.FORGOTTEN) {
                    offsets.remove(positions.part(i));
                } else {
                    offsets.put(positions.part(i), positions.offset(i));
                }
            }
        }

        String input() {
            return input;
        }

        String name() {
            return name;
        }

        long rows() {
            return rows;
        }

        /// The number of the row that comes next.
        long nextRow() {
            return nextRow;
        }

        /// How far it had come with the last row: the latest offset of each part.
        Map<String, Long> offsets() {
            return offsets;
        }
    }

    /// The rejects of one part of a source.
    ///
    /// @param lastOffset of the latest reject
    /// @param lastReason of that one
    record RejectedPart(String source, String part, long rejects, long lastOffset, String lastReason) {}

    @Override
    public void record(JournalHeader header, Path file, long offset, int bytes) {
        if (incarnations.isEmpty() || incarnations.getLast().header.incarnation() != header.incarnation()) {
            incarnations.add(new Incarnation(header, new ArrayList<>(), new Counts()));
        }
        List<RecordFile> files = incarnations.getLast().files;
        if (files.isEmpty() || !files.getLast().path.equals(file)) {
            files.add(new RecordFile(file));
        }
        RecordFile at = files.getLast();
        at.records++;
        at.recordBytes += bytes;
    }

    @Override
    public void entry(JournalEntry entry) {
        Incarnation at = incarnations.getLast();
        at.files.getLast().counts.add(entry);
        at.counts.add(entry);
        counts.add(entry);
        switch (entry) {
            case JournalEntry.Rows chunk -> {
                String input = at.header.inputs().get(chunk.input()).name();
                publishers.computeIfAbsent(List.of(input, chunk.publisher()),
                        _ -> new Publisher(input, chunk.publisher())).add(chunk);
            }
            case JournalEntry.Rejected rejected -> rejectedParts.merge(List.of(rejected.source(), rejected.part()),
                    new RejectedPart(rejected.source(), rejected.part(), 1, rejected.offset(), rejected.reason()),
                    (before, latest) -> new RejectedPart(latest.source, latest.part, before.rejects + 1,
                            latest.lastOffset, latest.lastReason));
            case JournalEntry.Ruling ruling -> verdicts.add(ruling.verdict());
            case JournalEntry.Tick _ -> {}
        }
    }

    public List<Incarnation> incarnations() {
        return incarnations;
    }

    Counts counts() {
        return counts;
    }

    Collection<Publisher> publishers() {
        return publishers.values();
    }

    Collection<RejectedPart> rejectedParts() {
        return rejectedParts.values();
    }

    List<Verdict> verdicts() {
        return verdicts;
    }
}
