// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.journal.record.Entries;
import io.tidemill.journal.record.EntryAssert;
import io.tidemill.journal.record.Flaw;
import io.tidemill.journal.record.RecordFrame;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalScanTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private Diagnosis scan(ImageStorage storage) {
        return JournalScan.scan(JournalImage.files(storage), budget, ScanProgress.NONE);
    }

    /// Reads the valid prefix and compares it with the first of what was written.
    private void assertReads(JournalImage image, ImageStorage storage, JournalFacts facts) {
        int count = 0;
        try (DirectoryReader reader = DirectoryReader.ofPrefix(JournalImage.files(storage), facts, budget);
                EntryAssert entries = new EntryAssert(budget, image.header())) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.assertSame(entry, image.entries.get(count++));
            }
            assertThat(reader.next()).isNull();
        }
        assertThat((long) count).isEqualTo(facts.entries()).isEqualTo(facts.lastSequence() + 1);
    }

    private static JournalImage threeIncarnations(MemoryBudget budget, long seed, Durability last) {
        JournalImage image = new JournalImage(budget, seed);
        image.begin(Durability.PROCESS);
        image.append(10);
        image.roll();
        image.append(10);
        image.begin(Durability.POWER);
        image.append(5);
        image.begin(last);
        image.append(10);
        image.roll();
        image.append(10);
        return image;
    }

    @Test
    void findsNothingInAnEmptyDirectory() {
        Diagnosis found = scan(new ImageStorage());
        assertThat(found).isInstanceOf(Diagnosis.Sound.class);
        assertThat(found.facts().header()).isNull();
        assertThat(found.facts().newestIncarnation()).isZero();
        assertThat(found.facts().seal()).isEqualTo(JournalHeader.Seal.NONE);
    }

    @Test
    void gathersAllThatANewIncarnationNeeds() {
        for (long seed = 0; seed < 40; seed++) {
            try (JournalImage image = threeIncarnations(budget, seed, Durability.PROCESS)) {
                image.pad(new byte[4096]);
                List<Long> told = new ArrayList<>();
                Diagnosis found = JournalScan.scan(image.files(), budget, (done, inAll) -> told.add(inAll - done));
                assertThat(found).as("seed %d", seed).isInstanceOf(Diagnosis.Sound.class);
                assertThat(found.strayPlaces()).isZero();
                assertThat(told).endsWith(0L);
                assertFacts(found.facts(), image);
                assertReads(image, image.storage, found.facts());
            }
        }
    }

    private static void assertFacts(JournalFacts facts, JournalImage image) {
        assertThat(facts.header()).isEqualTo(image.header());
        assertThat(facts.newestIncarnation()).isEqualTo(3);
        assertThat(facts.seal()).isEqualTo(image.seal());
        assertThat(facts.files()).isEqualTo(5);
        assertThat(facts.records()).isEqualTo(image.records.size());
        assertThat(facts.entries()).isEqualTo(image.entries.size());
        assertThat(facts.bytes()).isEqualTo(image.records.stream().mapToLong(JournalImage.Placed::bytes).sum());
        assertThat(facts.rows()).isEqualTo(rows(image).stream().mapToLong(JournalEntry.Rows::rows).sum());
        for (JournalEntry.Rows last : rows(image)) {
            JournalFacts.PublisherKey key = new JournalFacts.PublisherKey(last.input(), last.publisher());
            List<JournalEntry.Rows> same = rows(image).stream()
                    .filter(rows -> rows.input() == key.input() && rows.publisher().equals(key.publisher()))
                    .toList();
            JournalFacts.PublisherFacts publisher = Objects.requireNonNull(facts.publishers().get(key));
            assertThat(publisher.rows()).isEqualTo(same.stream().mapToLong(JournalEntry.Rows::rows).sum());
            assertThat(publisher.nextRow()).isEqualTo(same.getLast().firstRow() + same.getLast().rows());
        }
        assertPlaces(facts, image);
        List<Verdict> verdicts = image.entries.stream()
                .filter(JournalEntry.Ruling.class::isInstance)
                .map(entry -> ((JournalEntry.Ruling) entry).verdict())
                .toList();
        assertThat(facts.verdicts()).isEqualTo(verdicts);
        List<JournalEntry> ticks = image.entries.stream().filter(JournalEntry.Tick.class::isInstance).toList();
        assertThat(facts.lastTick()).isNotNull();
        assertThat(facts.lastTick().sequence()).isEqualTo(ticks.getLast().sequence());
    }

    private static void assertPlaces(JournalFacts facts, JournalImage image) {
        Map<JournalFacts.PublisherKey, Map<String, Long>> offsets = new HashMap<>();
        Map<JournalFacts.PartKey, Long> rejects = new HashMap<>();
        for (JournalEntry entry : image.entries) {
            if (entry instanceof JournalEntry.Rejected rejected) {
                rejects.merge(new JournalFacts.PartKey(rejected.source(), rejected.part()), rejected.offset(),
                        Math::max);
            } else if (entry instanceof JournalEntry.Rows rows) {
                Map<String, Long> known = offsets
                        .computeIfAbsent(new JournalFacts.PublisherKey(rows.input(), rows.publisher()),
                                _ -> new HashMap<>());
                Positions positions = rows.positions();
                for (int i = 0; i < positions.size(); i++) {
                    known.put(positions.part(i), positions.offset(i));
                    if (known.remove(positions.part(i), Positions.FORGOTTEN)) {
                        rejects.remove(new JournalFacts.PartKey(rows.publisher(), positions.part(i)));
                    }
                }
            }
        }
        offsets.forEach((key, known) -> assertThat(facts.publishers().get(key)).isNotNull()
                .satisfies(publisher -> assertThat(publisher.offsets()).isEqualTo(known)));
        assertThat(facts.rejectOffsets()).isEqualTo(rejects);
    }

    private static List<JournalEntry.Rows> rows(JournalImage image) {
        return image.entries.stream()
                .filter(JournalEntry.Rows.class::isInstance)
                .map(JournalEntry.Rows.class::cast)
                .toList();
    }

    @Test
    void goesOnWithoutWhatALaterIncarnationDiscarded() {
        try (JournalImage image = new JournalImage(budget, 1)) {
            image.begin(Durability.POWER);
            image.append(10);
            JournalHeader.Seal kept = image.seal();
            image.append(3);
            image.pad((byte) 1, (byte) 2);
            image.begin(Durability.PROCESS); // a whole incarnation that is discarded with them
            image.append(4);
            image.begin(Durability.POWER, kept);
            image.append(5);
            Diagnosis found = scan(image.storage);
            assertThat(found).isInstanceOf(Diagnosis.Sound.class);
            assertThat(found.facts().seal()).isEqualTo(image.seal());
            assertReads(image, image.storage, found.facts());
        }
    }

    @Test
    void passesOverAnIncarnationThatNeverGotItsHeader() {
        try (JournalImage image = new JournalImage(budget, 2)) {
            image.begin(Durability.PROCESS);
            image.append(5);
            image.storage.put(JournalImage.path(2, 1), new byte[512]);
            JournalHeader.Seal end = image.seal();
            assertThat(scan(image.storage)).isInstanceOf(Diagnosis.Sound.class);
            assertThat(scan(image.storage).facts().newestIncarnation()).isEqualTo(2);

            image.begin(Durability.PROCESS, end); // is number 2
            image.begin(Durability.PROCESS, end);
            image.append(5);
            image.storage.put(JournalImage.path(2, 1), new byte[]{1, 2, 3, 4, 5});
            Diagnosis found = scan(image.storage);
            assertThat(found).isInstanceOf(Diagnosis.Sound.class);
            assertReads(image, image.storage, found.facts());
        }
    }

    @Test
    void healsATornTail() {
        try (JournalImage image = threeIncarnations(budget, 3, Durability.PROCESS)) {
            JournalImage.Placed last = image.records.getLast();
            image.storage.bytes(last.file())[last.end() - 9] ^= 1;
            image.pad(new byte[1000]);
            Diagnosis found = scan(image.storage);
            assertThat(found).isInstanceOfSatisfying(Diagnosis.TornTail.class, torn -> {
                assertThat(torn.at().file()).isEqualTo(last.file());
                assertThat(torn.at().offset()).isEqualTo(last.offset());
                assertThat(torn.at().flaw()).isEqualTo(Flaw.CHECKSUM);
                assertThat(torn.remains()).isEqualTo(new Remains(0, 0, 0, last.bytes()));
                assertThat(torn.toString()).contains("checksum", last.file().toString(),
                        "%,d".formatted(last.offset()));
            });
            assertReads(image, image.storage, found.facts());
        }
    }

    @Test
    void isNotMisledByRecordsThatATornOneHolds() {
        try (JournalImage image = threeIncarnations(budget, 9, Durability.PROCESS);
                RecordFrame forged = new RecordFrame(budget, "forged", 100)) {
            forged.putByte(3); // a tick
            forged.putVarint(7);
            forged.putVarint(8);
            forged.putByte(0);
            forged.seal(RecordLayout.ENTRIES, 3, image.seal().sequence() + 5, 99);
            byte[] bytes = new byte[forged.bytes()];
            Memory.copyOut(forged.address(), bytes, 0, bytes.length);
            long sequence = image.seal().sequence() + 1;
            image.append(new Entries.Rejected(sequence, 0, "socket", "socket", 0, "sent by somebody",
                    ByteBuffer.wrap(bytes)));
            JournalImage.Placed last = image.records.getLast();
            image.storage.bytes(last.file())[last.end() - 1] = 0;
            image.storage.bytes(last.file())[last.end() - 2] = 0;
            assertThat(scan(image.storage)).isInstanceOf(Diagnosis.TornTail.class);
        }
    }

    @Test
    void findsTheRecordsBehindOneWhoseLengthIsDamaged() {
        try (JournalImage image = threeIncarnations(budget, 10, Durability.PROCESS)) {
            JournalImage.Placed bad = image.records.get(image.records.size() - 3);
            image.pad(new byte[1 << 20]);
            byte[] bytes = image.storage.bytes(bad.file());
            bytes[bad.offset() + RecordLayout.LENGTH_AT + 2] ^= 1; // 64 KiB longer: up to behind the last record
            assertThat(scan(image.storage)).isInstanceOfSatisfying(Diagnosis.Corrupt.class, corrupt -> {
                assertThat(corrupt.at().offset()).isEqualTo(bad.offset());
                assertThat(corrupt.remains().records()).isEqualTo(2);
            });
        }
    }

    @Test
    void callsARecordBehindABadOneCorruptionButForWhatNoBarrierHasCovered() {
        for (Durability durability : List.of(Durability.NONE, Durability.PROCESS, Durability.POWER)) {
            try (JournalImage image = threeIncarnations(budget, 4, durability)) {
                image.barrier();
                image.append(6);
                JournalImage.Placed bad = image.records.get(image.records.size() - 4);
                image.storage.bytes(bad.file())[bad.offset() + 20] ^= 4;
                Diagnosis found = scan(image.storage);
                assertThat(found).isInstanceOf(
                        durability.equals(Durability.POWER) ? Diagnosis.TornTail.class : Diagnosis.Corrupt.class);
                assertThat(found.remains().records()).isEqualTo(3);
                assertThat(found.remains().entries())
                        .isEqualTo(image.seal().sequence() - found.facts().lastSequence());
                assertReads(image, image.storage, found.facts());
            }
        }
    }

    @Test
    void callsALossBelowTheBarrierCorruption() {
        try (JournalImage image = threeIncarnations(budget, 5, Durability.POWER)) {
            image.barrier();
            JournalImage.Placed last = image.records.getLast();
            byte[] bytes = image.storage.bytes(last.file());
            image.storage.put(last.file(), Arrays.copyOf(bytes, last.offset()));
            assertThat(scan(image.storage)).isInstanceOfSatisfying(Diagnosis.Corrupt.class, corrupt -> {
                assertThat(corrupt.at().flaw()).isEqualTo(Flaw.MISSING);
                assertThat(corrupt.at().offset()).isEqualTo(last.offset());
                assertThat(corrupt.refusal()).isInstanceOf(JournalException.class)
                        .hasMessageContaining("--accept-data-loss");
            });
        }
    }

    @Test
    void namesTheHeaderThatIsLost() {
        try (JournalImage image = threeIncarnations(budget, 6, Durability.PROCESS)) {
            for (long incarnation = 1; incarnation <= 3; incarnation++) {
                ImageStorage damaged = new ImageStorage(image.storage);
                byte[] bytes = damaged.bytes(JournalImage.path(incarnation, 1)).clone();
                bytes[40] ^= 1;
                damaged.put(JournalImage.path(incarnation, 1), bytes);
                Diagnosis found = scan(damaged);
                long expected = incarnation;
                assertThat(found).isInstanceOfSatisfying(Diagnosis.Corrupt.class, corrupt -> {
                    assertThat(corrupt.at().file()).isEqualTo(JournalImage.path(expected, 1));
                    assertThat(corrupt.at().offset()).isZero();
                });
                assertReads(image, damaged, found.facts());
            }
        }
    }

    @Test
    void readsAPrefixOnlyAsLongAsItIsStillThere() {
        try (JournalImage image = threeIncarnations(budget, 7, Durability.PROCESS)) {
            JournalFacts facts = scan(image.storage).facts();
            JournalImage.Placed bad = image.records.get(30);
            image.storage.bytes(bad.file())[bad.offset() + 33] ^= 4;
            try (DirectoryReader reader = DirectoryReader.ofPrefix(image.files(), facts, budget)) {
                assertThatThrownBy(() -> {
                    while (reader.next() != null) {
                        // reads on
                    }
                }).isInstanceOf(JournalException.class)
                        .hasMessageContaining(bad.file().toString())
                        .hasMessageContaining("byte %,d".formatted(bad.offset()));
            }
        }
    }

    @Test
    void followsAWriterRecordByRecord() {
        try (JournalImage image = threeIncarnations(budget, 8, Durability.PROCESS);
                DirectoryReader reader = DirectoryReader.live(image.files(), budget);
                EntryAssert entries = new EntryAssert(budget, image.header())) {
            int count = 0;
            for (int step = 0; step < 40; step++) {
                for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                    entries.assertSame(entry, image.entries.get(count++));
                }
                assertThat(count).isEqualTo(image.entries.size());
                if (step % 7 == 6) {
                    image.roll();
                }
                image.append(1);
            }
        }
    }
}
