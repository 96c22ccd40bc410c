// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.record.RandomJournal;
import io.tidemill.journal.record.RecordBuilder;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// A journal at random on an [ImageStorage], with all that is known of it: where each record lies and what it holds.
///
/// Written record by record, so that a test decides where files and incarnations end.
final class JournalImage implements AutoCloseable {
    static final Path DIRECTORY = Path.of("/data");

    /// A record in its place.
    ///
    /// @param seal of the chain when it has been read
    record Placed(Path file, int offset, int bytes, long incarnation, JournalHeader.Seal seal) {
        int end() {
            return offset + bytes;
        }
    }

    final ImageStorage storage = new ImageStorage();
    final List<Placed> records = new ArrayList<>();
    final List<JournalEntry> entries = new ArrayList<>();
    private final ImageForm form;
    private final MemoryBudget budget;
    private final RandomJournal journal;
    private JournalHeader header;
    private RecordBuilder builder;
    private JournalHeader.Seal seal = JournalHeader.Seal.NONE;
    private long incarnation;
    private int file;

    JournalImage(MemoryBudget budget, long seed) {
        this(ImageForm.FILE, budget, seed);
    }

    JournalImage(ImageForm form, MemoryBudget budget, long seed) {
        this.form = form;
        this.budget = budget;
        journal = new RandomJournal(budget, seed);
        header = journal.header(1, seal, Durability.NONE);
        builder = new RecordBuilder(budget, header);
    }

    JournalFiles files() {
        return files(storage, form);
    }

    static JournalFiles files(ImageStorage storage) {
        return files(storage, ImageForm.FILE);
    }

    static JournalFiles files(ImageStorage storage, ImageForm form) {
        return new JournalFiles(storage, form.carrier(storage), DIRECTORY);
    }

    ImageForm form() {
        return form;
    }

    /// Begins an incarnation behind the last record.
    void begin(Durability durability) {
        begin(durability, seal);
    }

    /// Begins an incarnation behind an earlier record: what came after it is discarded.
    void begin(Durability durability, JournalHeader.Seal predecessor) {
        entries.removeIf(entry -> entry.sequence() > predecessor.sequence());
        seal = predecessor;
        header = journal.header(++incarnation, predecessor, durability);
        builder.close();
        builder = new RecordBuilder(budget, header);
        file = 0;
        roll();
    }

    /// Begins a file.
    void roll() {
        if (file > 0) {
            putAt(records.getLast().end(), form.mark());
        }
        file++;
        storage.put(path(), form.front());
        builder.finishHeader(file, seal.crc());
        append();
    }

    Path path() {
        return Incarnations.directory(DIRECTORY, incarnation).resolve(form.name(file));
    }

    static Path path(long incarnation, int file) {
        return Incarnations.directory(DIRECTORY, incarnation).resolve(ImageForm.FILE.name(file));
    }

    /// Appends records of a few entries each.
    void append(int count) {
        for (int i = 0; i < count; i++) {
            for (int entry = journal.choose(5); entry >= 0; entry--) {
                JournalEntry next = journal.entry(builder.lastSequence() + 1);
                if (builder.add(next)) {
                    entries.add(next);
                }
            }
            builder.finish(seal.crc());
            append();
        }
    }

    /// Appends a record of one entry.
    void append(JournalEntry entry) {
        builder.add(entry);
        entries.add(entry);
        builder.finish(seal.crc());
        append();
    }

    private void append() {
        pad(form.header(builder.bytes()));
        byte[] record = new byte[builder.bytes()];
        Memory.copyOut(builder.address(), record, 0, record.length);
        int offset = storage.bytes(path()).length;
        pad(record);
        seal = new JournalHeader.Seal(builder.lastSequence(), builder.crc());
        records.add(new Placed(path(), offset, record.length, incarnation, seal));
        builder.reset();
    }

    /// Appends bytes that are no record of the journal's, zeros for example.
    void pad(byte... bytes) {
        putAt(storage.bytes(path()).length, bytes);
    }

    private void putAt(int place, byte[] bytes) {
        byte[] old = storage.bytes(path());
        byte[] changed = Arrays.copyOf(old, Math.max(old.length, place + bytes.length));
        System.arraycopy(bytes, 0, changed, place, bytes.length);
        storage.put(path(), changed);
    }

    /// Writes down that all records up to the last one are on the disk.
    void barrier() {
        try (BarrierFile barrier = BarrierFile.open(storage, DIRECTORY)) {
            barrier.write(incarnation, seal.sequence(), seal.crc());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    JournalHeader header() {
        return header;
    }

    JournalHeader.Seal seal() {
        return seal;
    }

    /// A number from 0 to `below` - 1.
    int choose(int below) {
        return journal.choose(below);
    }

    @Override
    public void close() {
        builder.close();
        journal.close();
    }
}
