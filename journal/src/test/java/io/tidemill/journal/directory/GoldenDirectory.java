// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.record.Entries;
import io.tidemill.journal.record.EntryAssert;
import io.tidemill.journal.record.EntryDump;
import io.tidemill.journal.record.RecordBuilder;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// A data directory that some version has written: read, and written again.
record GoldenDirectory(JournalFiles files, MemoryBudget budget) {

    static GoldenDirectory open(Path path, MemoryBudget budget) throws IOException {
        Storage storage = new FileStorage();
        Carrier carrier = Carrier.named(GoldenDirectories.carriers(), FormatFile.read(storage, path).carrier());
        return new GoldenDirectory(new JournalFiles(storage, Objects.requireNonNull(carrier), path), budget);
    }

    Diagnosis scan() {
        return JournalScan.scan(files, budget, ScanProgress.NONE);
    }

    /// Everything that can be read, as text.
    List<String> dump() {
        EntryDump dump = new EntryDump();
        JournalHeader header = null;
        EntryAssert rows = null;
        try (DirectoryReader reader = DirectoryReader.ofPrefix(files, scan().facts(), budget)) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (rows == null || !reader.header().equals(header)) {
                    close(rows);
                    header = reader.header();
                    dump.add(header);
                    rows = new EntryAssert(budget, header);
                }
                dump.add(entry, rows);
            }
        } finally {
            close(rows);
        }
        return dump.lines();
    }

    private static void close(@Nullable EntryAssert rows) {
        if (rows != null) {
            rows.close();
        }
    }

    /// The records as they are in the files.
    List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        try (RecordWalk walk = walk()) {
            while (walk.next()) {
                records.add(bytes(walk.recordAddress(), walk.recordBytes()));
            }
        }
        return records;
    }

    /// The same records, made anew from their headers and entries.
    List<byte[]> recordsWrittenAgain() {
        List<byte[]> records = new ArrayList<>();
        RecordBuilder builder = null;
        int crc = 0;
        int file = 0;
        try (RecordWalk walk = walk()) {
            while (walk.next()) {
                if (walk.isHeader()) {
                    JournalHeader header = Objects.requireNonNull(walk.header());
                    if (builder == null || walk.isFirstFile()) {
                        close(builder);
                        builder = new RecordBuilder(budget, header);
                        file = 0;
                    }
                    builder.finishHeader(++file, crc);
                } else {
                    addAll(walk, Objects.requireNonNull(builder), Objects.requireNonNull(walk.header()));
                    builder.finish(crc);
                }
                records.add(bytes(builder.address(), builder.bytes()));
                crc = builder.crc();
                builder.reset();
            }
        } finally {
            close(builder);
        }
        return records;
    }

    private RecordWalk walk() {
        return new RecordWalk(files, Lineage.read(files, budget), scan().facts().seal(), budget);
    }

    private void addAll(RecordWalk walk, RecordBuilder builder, JournalHeader header) {
        try (EntryAssert rows = new EntryAssert(budget, header)) {
            for (JournalEntry entry = walk.nextEntry(); entry != null; entry = walk.nextEntry()) {
                builder.add(entry instanceof JournalEntry.StoredRows stored
                        ? new Entries.Rows(stored.sequence(), stored.input(), stored.publisher(), stored.firstRow(),
                                stored.positions(), rows.decode(stored))
                        : entry);
            }
        }
    }

    private static byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        Memory.copyOut(address, bytes, 0, length);
        return bytes;
    }

    private static void close(@Nullable RecordBuilder builder) {
        if (builder != null) {
            builder.close();
        }
    }
}
