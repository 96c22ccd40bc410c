// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

class RecordRoundTripTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    /// The records of one incarnation, and what is in them.
    private record Written(JournalHeader header, List<byte[]> records, List<JournalEntry> entries) {}

    private Written write(RandomJournal journal, int entries) {
        JournalHeader header = journal.header(3, new JournalHeader.Seal(41, 0x5ea1), Durability.powerEvery(4096));
        List<byte[]> records = new ArrayList<>();
        List<JournalEntry> written = new ArrayList<>();
        try (RecordBuilder builder = new RecordBuilder(budget, header)) {
            int crc = header.predecessor().crc();
            int files = 0;
            while (written.size() < entries) {
                if (files == 0 || journal.choose(20) == 0) {
                    builder.finishHeader(++files, crc);
                    crc = take(builder, records);
                }
                for (int i = journal.choose(10); i >= 0; i--) {
                    JournalEntry entry = journal.entry(builder.lastSequence() + 1);
                    if (!builder.add(entry)) {
                        builder.finish(crc);
                        crc = take(builder, records);
                        assertThat(builder.add(entry)).isTrue();
                    }
                    written.add(entry);
                }
                builder.finish(crc);
                crc = take(builder, records);
            }
        }
        return new Written(header, records, written);
    }

    private static int take(RecordBuilder builder, List<byte[]> records) {
        byte[] record = new byte[builder.bytes()];
        Memory.copyOut(builder.address(), record, 0, record.length);
        records.add(record);
        builder.reset();
        return builder.crc();
    }

    @Test
    void givesBackWhatWasWritten() {
        for (long seed = 0; seed < 60; seed++) {
            try (RandomJournal journal = new RandomJournal(budget, seed)) {
                Written written = write(journal, 200);
                assertReadsBack(written, seed);
            }
        }
    }

    private void assertReadsBack(Written written, long seed) {
        RecordPlace place = new RecordPlace();
        RecordChain chain = new RecordChain();
        chain.begin(3, written.header().predecessor());
        int next = 0;
        try (RecordReader reader = new RecordReader(budget, place);
                EntryAssert entries = new EntryAssert(budget, written.header());
                Buffer memory = Buffer.allocate(budget, "record", 1 << 20)) {
            long record = memory.address();
            for (byte[] bytes : written.records()) {
                Memory.copyIn(bytes, 0, record, bytes.length);
                assertThat(RecordLayout.flaw(record)).isNull();
                assertThat(RecordLayout.bytes(record)).isEqualTo(bytes.length);
                short type = RecordLayout.type(record);
                assertThat(chain.flaw(record, type)).as("seed %d", seed).isNull();
                int before = next;
                if (type == RecordLayout.HEADER) {
                    assertThat(reader.beginFile(record).header()).isEqualTo(written.header());
                } else {
                    reader.begin(record);
                    for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                        entries.assertSame(entry, written.entries().get(next++));
                    }
                }
                chain.follow(record, next - before);
            }
        }
        assertThat(next).as("seed %d", seed).isEqualTo(written.entries().size());
    }

    @Test
    void namesThePlaceOfWhatMakesNoSenseAndThrowsNothingElse() {
        int refused = 0;
        int read = 0;
        for (long seed = 0; seed < 25; seed++) {
            try (RandomJournal journal = new RandomJournal(budget, seed)) {
                Written written = write(journal, 40);
                Random random = new Random(seed);
                try (EntryAssert entries = new EntryAssert(budget, written.header());
                        Buffer memory = Buffer.allocate(budget, "record", 1 << 20)) {
                    for (int i = 0; i < 400; i++) {
                        if (readsDamaged(written, memory.address(), entries, random, seed)) {
                            read++;
                        } else {
                            refused++;
                        }
                    }
                }
            }
        }
        System.out.printf("%,d damaged payloads with right checksums: %,d refused, %,d read as something else%n",
                refused + read, refused, read);
        assertThat(refused).isGreaterThan(1_000);
    }

    /// Reads all records, of which one has been damaged; false if that was noticed.
    private boolean readsDamaged(Written written, long memory, EntryAssert entries, Random random, long seed) {
        int damaged = random.nextInt(written.records().size());
        RecordPlace place = new RecordPlace().file(Path.of("some.journal"));
        try (RecordReader reader = new RecordReader(budget, place)) {
            for (int i = 0; i < written.records().size(); i++) {
                byte[] bytes = written.records().get(i);
                Memory.copyIn(bytes, 0, memory, bytes.length);
                if (i == damaged) {
                    damage(memory, bytes.length, random);
                }
                place.record(1000L * i, RecordLayout.sequence(memory));
                if (RecordLayout.type(memory) == RecordLayout.HEADER) {
                    if (!reader.beginFile(memory).header().equals(written.header())) {
                        return true;
                    }
                } else {
                    readAll(reader, memory, entries);
                }
            }
            return true;
        } catch (JournalException corrupt) {
            assertThat(corrupt.kind()).as("seed %d", seed).isEqualTo(JournalException.Kind.CORRUPTION);
            assertThat(corrupt).hasMessageContaining("some.journal at byte %,d, sequence".formatted(place.offset()));
            return false;
        }
    }

    private static void damage(long record, int bytes, Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            long at = record + RecordLayout.PAYLOAD_AT + random.nextInt(bytes - RecordLayout.FRAME_BYTES);
            Memory.putByte(at,
                    (byte) (random.nextBoolean() ? random.nextInt() : Memory.byteAt(at) ^ 1 << random.nextInt(8)));
        }
    }

    private static void readAll(RecordReader reader, long record, EntryAssert entries) {
        reader.begin(record);
        for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
            if (entry instanceof JournalEntry.StoredRows rows) {
                entries.decode(rows);
            }
        }
    }
}
