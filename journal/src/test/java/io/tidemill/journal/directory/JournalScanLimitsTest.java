// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.record.Entries;
import io.tidemill.journal.record.EntryAssert;
import io.tidemill.journal.record.Flaw;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.memory.MemoryBudget;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Records longer than what is in memory at once, lengths that lie, and files of anything.
class JournalScanLimitsTest {
    private static final int LONG = 3 << 20;

    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private Diagnosis scan(ImageStorage storage) {
        return JournalScan.scan(JournalImage.files(storage), budget, ScanProgress.NONE);
    }

    private static JournalImage withLongRecord(MemoryBudget budget) {
        JournalImage image = new JournalImage(budget, 1);
        image.begin(Durability.PROCESS);
        image.append(3);
        byte[] bytes = new byte[LONG];
        new Random(1).nextBytes(bytes);
        image.append(new Entries.Rejected(image.seal().sequence() + 1, 0, "a", "b", 0, "long", ByteBuffer.wrap(bytes)));
        image.append(3);
        return image;
    }

    @Test
    void readsRecordsLongerThanItsWindow() {
        try (JournalImage image = withLongRecord(budget);
                EntryAssert entries = new EntryAssert(budget, image.header())) {
            Diagnosis found = scan(image.storage);
            assertThat(found).isInstanceOf(Diagnosis.Sound.class);
            int count = 0;
            try (DirectoryReader reader = DirectoryReader.ofPrefix(image.files(), found.facts(), budget)) {
                for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                    entries.assertSame(entry, image.entries.get(count++));
                }
            }
            assertThat(count).isEqualTo(image.entries.size());
        }
    }

    @Test
    void namesTheLongRecordThatIsDamagedAndWhatLiesBehindIt() {
        try (JournalImage image = withLongRecord(budget)) {
            JournalImage.Placed bad = image.records.get(4);
            image.storage.bytes(bad.file())[bad.offset() + LONG - 100] ^= 1;
            assertThat(scan(image.storage)).isInstanceOfSatisfying(Diagnosis.Corrupt.class, corrupt -> {
                assertThat(corrupt.at().offset()).isEqualTo(bad.offset());
                assertThat(corrupt.at().flaw()).isEqualTo(Flaw.CHECKSUM);
                assertThat(corrupt.remains().records()).isEqualTo(3);
            });
        }
    }

    @Test
    void allocatesNothingForALengthThatLies() {
        try (JournalImage image = new JournalImage(budget, 2);
                MemoryBudget small = MemoryBudget.limited("small", 5 << 20)) {
            image.begin(Durability.PROCESS);
            image.append(5);
            JournalImage.Placed last = image.records.getLast();
            image.pad(new byte[8 << 20]);
            int lie = RecordLayout.paddedPayload(7 << 20);
            ByteBuffer.wrap(image.storage.bytes(last.file()))
                    .order(LITTLE_ENDIAN)
                    .putInt(last.offset() + RecordLayout.LENGTH_AT, lie);
            assertThat(JournalScan.scan(image.files(), small, ScanProgress.NONE)).isInstanceOfSatisfying(
                    Diagnosis.TornTail.class, torn -> assertThat(torn.at().offset()).isEqualTo(last.offset()));
        }
    }

    @Test
    void readsNoVersionThatIsNewer() {
        try (JournalImage image = new JournalImage(budget, 3)) {
            image.begin(Durability.PROCESS);
            image.append(2);
            JournalImage.Placed newer = image.records.get(1);
            byte[] bytes = image.storage.bytes(newer.file());
            bytes[newer.offset() + RecordLayout.VERSION_AT] = 2;
            assertThat(scan(image.storage)).isInstanceOf(Diagnosis.Corrupt.class);
            CRC32C crc = new CRC32C();
            crc.update(bytes, newer.offset(), newer.bytes() - Integer.BYTES);
            ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN).putInt(newer.end() - Integer.BYTES, (int) crc.getValue());
            assertThatThrownBy(() -> scan(image.storage)).isInstanceOfSatisfying(JournalException.class,
                    refused -> assertThat(refused.kind()).isEqualTo(JournalException.Kind.TOO_NEW));
        }
    }

    @Test
    void takesFilesOfAnythingForWhatTheyAre() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            ImageStorage storage = new ImageStorage();
            for (int incarnation = 1 + random.nextInt(2); incarnation > 0; incarnation--) {
                for (int file = random.nextInt(3); file > 0; file--) {
                    storage.put(JournalImage.path(incarnation, file), anything(random, incarnation));
                }
            }
            Diagnosis found = scan(storage);
            assertThat(found.facts().records()).as("seed %d: %s", seed, found).isZero();
        }
    }

    private static byte[] anything(Random random, int incarnation) {
        byte[] bytes = new byte[random.nextInt(3000)];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        }
        ByteBuffer view = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
        for (int i = random.nextInt(20); i > 0 && bytes.length > RecordLayout.FRAME_BYTES; i--) {
            int at = random.nextInt(bytes.length - RecordLayout.FRAME_BYTES);
            view.putInt(at, RecordLayout.MAGIC).putShort(at + 4, (short) 1).putShort(at + 6, (short) random.nextInt(4));
            view.putLong(at + RecordLayout.INCARNATION_AT, incarnation).putLong(at + RecordLayout.SEQUENCE_AT, 0);
            view.putInt(at + RecordLayout.LENGTH_AT, RecordLayout.paddedPayload(random.nextInt(3000)));
        }
        return bytes;
    }
}
