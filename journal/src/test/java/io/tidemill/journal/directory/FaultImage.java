// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.MemoryBudget;

/// A journal to be damaged, of three incarnations with several files each, a discarded tail, and zeros behind the last records.
///
/// @param kept the records of the journal in order; the others were discarded by a later incarnation
/// @param lastSafe the index in `kept` of the last record below the barrier, -1 if there is no barrier
record FaultImage(String name, JournalImage image, List<JournalImage.Placed> kept, int lastSafe)
        implements
            AutoCloseable {

    /// @param last the durability of the last incarnation
    /// @param unsafeRecords how many records at the end no barrier has covered; negative for no barrier at all
    static FaultImage make(ImageForm form, String name, MemoryBudget budget, long seed, Durability last,
            int unsafeRecords) {
        JournalImage image = new JournalImage(form, budget, seed);
        List<JournalImage.Placed> kept = new ArrayList<>();
        image.begin(Durability.PROCESS);
        image.append(6);
        image.pad(new byte[100]);
        image.roll();
        image.append(4);
        kept.addAll(image.records);
        JournalHeader.Seal end = image.seal();
        image.append(3); // discarded by the next incarnation, because the first of them is torn
        JournalImage.Placed torn = image.records.get(kept.size());
        image.storage.bytes(torn.file())[torn.end() - 5] ^= 1;
        image.pad((byte) 0x54, (byte) 0x49, (byte) 0x44, (byte) 0x45, (byte) 1, (byte) 0);
        image.pad(new byte[200]);
        int discarded = image.records.size() - kept.size();
        image.begin(Durability.POWER, end);
        image.append(3);
        image.begin(last);
        image.append(5);
        image.roll();
        image.append(8);
        kept.addAll(image.records.subList(kept.size() + discarded, image.records.size()));
        if (unsafeRecords >= 0) {
            image.barrier();
            image.append(unsafeRecords);
            kept.addAll(image.records.subList(image.records.size() - unsafeRecords, image.records.size()));
        }
        image.pad(new byte[400]);
        int lastSafe = unsafeRecords < 0 ? -1 : kept.size() - 1 - unsafeRecords;
        return new FaultImage(name, image, List.copyOf(kept), lastSafe);
    }

    /// The files that hold records.
    List<Path> journalFiles() {
        return image.records.stream().map(JournalImage.Placed::file).distinct().sorted().toList();
    }

    byte[] bytes(Path path) {
        return image.storage.bytes(path);
    }

    /// A copy in which a file holds other bytes.
    ImageStorage with(Path path, byte[] bytes) {
        ImageStorage damaged = new ImageStorage(image.storage);
        damaged.put(path, bytes);
        return damaged;
    }

    ImageForm form() {
        return image.form();
    }

    /// The number of records that are what they were, where they were, with what the carrier puts in front of them, before the
    /// first that is not.
    int intact(ImageStorage damaged) {
        int count = 0;
        int front = form().front().length;
        for (JournalImage.Placed record : kept) {
            byte[] bytes = damaged.files().get(record.file());
            int header = record.offset() - form().headerBytes();
            int begin = header == front ? 0 : header;
            boolean same = bytes != null && bytes.length >= record.end()
                    && Arrays.equals(bytes, begin, record.end(), bytes(record.file()), begin, record.end());
            if (!same) {
                return count;
            }
            count++;
        }
        return count;
    }

    /// The number of records up to a seal, -1 if it is no end of any.
    int recordsUpTo(JournalHeader.Seal seal) {
        if (seal.equals(JournalHeader.Seal.NONE)) {
            return 0;
        }
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).seal().equals(seal)) {
                return i + 1;
            }
        }
        return -1;
    }

    long lastIncarnation() {
        return kept.getLast().incarnation();
    }

    @Override
    public void close() {
        image.close();
    }
}
