// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;

/// Gathers the facts of a journal while its valid records pass.
final class FactsTally {
    private final List<Map<String, PublisherTally>> publishers = new ArrayList<>(); // by input
    private final Map<String, Map<String, Long>> rejectOffsets = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private JournalFacts.@Nullable LastTick lastTick;
    private long files;
    private long records;
    private long entries;
    private long rows;
    private long rejects;
    private long bytes;

    /// What is known of one publisher.
    private static final class PublisherTally {
        private final Map<String, Long> offsets = new HashMap<>();
        private long rows;
        private long nextRow;

        void add(JournalEntry.Rows chunk) {
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

        JournalFacts.PublisherFacts facts() {
            return new JournalFacts.PublisherFacts(rows, nextRow, offsets);
        }
    }

    /// Counts the record at hand, takes in its entries, and shows them.
    void add(RecordWalk walk, ScanVisitor visitor) {
        records++;
        files += walk.isHeader() ? 1 : 0;
        entries += walk.entries();
        bytes += walk.recordBytes();
        visitor.record(Objects.requireNonNull(walk.header()), walk.path(), walk.offset(), walk.recordBytes());
        if (!walk.isHeader()) {
            for (JournalEntry entry = walk.nextEntry(); entry != null; entry = walk.nextEntry()) {
                add(entry);
                visitor.entry(entry);
            }
        }
    }

    private void add(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Rows chunk -> {
                rows += chunk.rows();
                publisher(chunk.input(), chunk.publisher()).add(chunk);
                forgetRejects(chunk);
            }
            case JournalEntry.Tick tick -> lastTick = new JournalFacts.LastTick(tick.sequence(), tick.batchId(),
                    tick.batchTimeMicros(), tick.endOfStream(), tick.complete());
            case JournalEntry.Rejected rejected -> {
                rejects++;
                rejectOffsets.computeIfAbsent(rejected.source(), _ -> new HashMap<>())
                        .merge(rejected.part(), rejected.offset(), Math::max);
            }
            case JournalEntry.Ruling ruling -> verdicts.add(ruling.verdict());
        }
    }

    private void forgetRejects(JournalEntry.Rows chunk) {
        Map<String, Long> known = rejectOffsets.get(chunk.publisher());
        Positions positions = chunk.positions();
        for (int i = 0; i < positions.size() && known != null; i++) {
            if (positions.offset(i) == Positions.FORGOTTEN) {
                known.remove(positions.part(i));
            }
        }
    }

    private PublisherTally publisher(int input, String name) {
        while (publishers.size() <= input) {
            publishers.add(new HashMap<>());
        }
        return publishers.get(input).computeIfAbsent(name, _ -> new PublisherTally());
    }

    JournalFacts facts(@Nullable JournalHeader header, long newestIncarnation, JournalHeader.Seal seal) {
        Map<JournalFacts.PublisherKey, JournalFacts.PublisherFacts> ofPublishers = new HashMap<>();
        for (int input = 0; input < publishers.size(); input++) {
            for (Map.Entry<String, PublisherTally> publisher : publishers.get(input).entrySet()) {
                ofPublishers.put(new JournalFacts.PublisherKey(input, publisher.getKey()),
                        publisher.getValue().facts());
            }
        }
        Map<JournalFacts.PartKey, Long> ofParts = new HashMap<>();
        rejectOffsets.forEach((source, parts) -> parts
                .forEach((part, offset) -> ofParts.put(new JournalFacts.PartKey(source, part), offset)));
        return new JournalFacts(header, newestIncarnation, seal, files, records, entries, rows, rejects, bytes,
                lastTick,
                ofPublishers, ofParts, verdicts);
    }
}
