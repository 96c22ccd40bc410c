// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.record.RandomJournal;
import io.tidemill.memory.MemoryBudget;

/// Writes a golden directory: a journal of two incarnations as an engine would write it, with what can be read from it as text.
///
/// Those that are there stay as they are: a new version of the format gets directories of its own beside them.
///
/// `GoldenDirectories NAME CARRIER SEED`, in the journal module's directory.
public final class GoldenDirectories {
    static final Path ALL = Path.of("src/test/resources/golden");
    static final String EXPECTED = "expected.txt";

    private static final int FILE_BYTES = 4 << 10;
    private static final int CHRONICLES_BYTES = 34 << 10; // at the beginning of each of its files
    private static final int AHEAD_BYTES = 8 << 10;
    private static final int ENTRIES = 15;

    private final MemoryBudget budget;
    private final Path path;
    private final List<Carrier> carriers;
    private final String carrier;
    private final RandomJournal journal;

    private GoldenDirectories(MemoryBudget budget, Path path, List<Carrier> carriers, String carrier, long seed) {
        this.budget = budget;
        this.path = path;
        this.carriers = carriers;
        this.carrier = carrier;
        this.journal = RandomJournal.ofAllTypes(budget, seed);
    }

    public static void main(String[] arguments) throws Exception {
        Path path = ALL.resolve(arguments[0]);
        if (Files.exists(path)) {
            throw new IllegalArgumentException(path + " is golden: it stays as it is");
        }
        try (MemoryBudget budget = MemoryBudget.limited("golden", 256 << 20)) {
            new GoldenDirectories(budget, path, carriers(), arguments[1], Long.parseLong(arguments[2])).write();
        }
    }

    static List<Carrier> carriers() {
        return List.of(new FileCarrier(new FileStorage()), new ChronicleCarrier(new FileStorage()));
    }

    private void write() throws Exception {
        try (journal; DataDirectory directory = DataDirectory.open(path, carriers, carrier, new FileStorage())) {
            JournalHeader.Seal seal = append(directory, journal.header(1, JournalHeader.Seal.NONE, Durability.PROCESS));
            tearTail();
            append(directory, journal.header(2, seal, Durability.powerEvery(2048)));
        }
        Files.delete(path.resolve("LOCK"));
        Files.write(path.resolve(EXPECTED), GoldenDirectory.open(path, budget).dump());
    }

    private JournalHeader.Seal append(DataDirectory directory, JournalHeader header) throws Exception {
        int fileBytes = directory.carrier().keepsOnlyRecords() ? FILE_BYTES : FILE_BYTES + CHRONICLES_BYTES;
        directory.secure(budget);
        Journal written = directory.begin(header, fileBytes, AHEAD_BYTES, budget);
        List<Thread> companions = written.companions().stream().map(companion -> Thread.ofPlatform().start(() -> {
            try {
                companion.run(() -> {});
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        })).toList();
        for (long sequence = header.firstSequence(); sequence < header.firstSequence() + ENTRIES; sequence++) {
            JournalEntry entry = journal.entry(sequence);
            while (!written.append(entry)) {
                Thread.onSpinWait(); // the space comes from a companion
            }
            Thread.sleep(50); // and so does the next file
            while (journal.choose(3) == 0 && !written.flush()) {
                Thread.onSpinWait();
            }
        }
        while (!written.flush()) {
            Thread.onSpinWait();
        }
        written.close();
        for (Thread companion : companions) {
            companion.join();
        }
        return GoldenDirectory.open(path, budget).scan().facts().seal();
    }

    /// The last file of the first incarnation ends inside a record, in front of which Chronicle has not written its length yet.
    private void tearTail() throws IOException {
        JournalFiles journals = GoldenDirectory.open(path, budget).files();
        List<Path> files = journals.files(1);
        ByteBuffer first = ByteBuffer.wrap(Files.readAllBytes(files.getFirst()));
        int record = (int) journals.carrier().nextRecord(first, 0, 0);
        byte[] last = Files.readAllBytes(files.getLast());
        int end = last.length;
        while (last[end - 1] == 0) {
            end--;
        }
        ByteBuffer torn = first.slice(record, 50);
        try (FileChannel channel = FileChannel.open(files.getLast(), StandardOpenOption.WRITE)) {
            channel.write(torn, end + (journals.carrier().keepsOnlyRecords() ? 0 : Integer.BYTES));
        }
    }
}
