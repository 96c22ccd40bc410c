// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Position;
import io.tidemill.journal.Storage;
import io.tidemill.journal.Verdict;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.record.Entries;
import io.tidemill.journal.record.RandomJournal;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerdictWriterTest {
    private static final long ENTRIES = 40;
    private static final long NOW = 1_234_567;

    private final Storage storage = new FileStorage();
    private final FileCarrier carrier = new FileCarrier(storage);
    private final MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);
    private final List<Class<?>> kinds = new ArrayList<>(); // of the entries, by sequence

    @TempDir
    private Path data;

    @AfterEach
    void leavesNoMemoryBehind() {
        budget.close();
    }

    private DataDirectory open() {
        return DataDirectory.open(data, List.of(carrier), FileCarrier.NAME, storage);
    }

    private JournalFiles files() {
        return new JournalFiles(storage, carrier, data);
    }

    private JournalHeader writeJournal(Durability durability) {
        try (DataDirectory directory = open(); RandomJournal random = new RandomJournal(budget, 3)) {
            JournalHeader header = random.header(1, JournalHeader.Seal.NONE, durability);
            directory.secure(budget);
            try (Journal journal = directory.begin(header, 1 << 20, 1 << 20, budget)) {
                for (long sequence = 0; sequence < ENTRIES; sequence++) {
                    JournalEntry entry = random.entry(sequence);
                    kinds.add(entry.getClass());
                    assertThat(journal.append(entry)).isTrue();
                }
                assertThat(journal.flush()).isTrue();
            }
            return header;
        }
    }

    private Position write(Verdict verdict) {
        try (DataDirectory directory = open()) {
            return new VerdictWriter(directory, budget).write(verdict, NOW, ScanProgress.NONE);
        }
    }

    private JournalFacts facts() {
        Diagnosis found = JournalScan.scan(files(), budget, ScanProgress.NONE);
        assertThat(found).isInstanceOf(Diagnosis.Sound.class);
        return found.facts();
    }

    private Verdict verdict(Class<?> kind, Verdict.Kind ruling) {
        assertThat(kinds).as("the journal of this seed").contains(kind);
        return new Verdict(kinds.indexOf(kind), 7, "lines/map", ruling);
    }

    @ParameterizedTest
    @EnumSource
    void writesEachVerdictInAnIncarnationOfItsOwn(Durability.Level level) {
        JournalHeader first = writeJournal(new Durability(level, 0, 0));
        Verdict skip = verdict(Entries.Rows.class, Verdict.Kind.SKIP);
        Verdict deadLetter = verdict(Entries.Tick.class, Verdict.Kind.DEAD_LETTER);
        List<Verdict> before = facts().verdicts();
        assertThat(write(skip)).isEqualTo(new Position(2, ENTRIES));
        assertThat(write(deadLetter)).isEqualTo(new Position(3, ENTRIES + 1));
        JournalFacts facts = facts();
        assertThat(facts.verdicts()).isEqualTo(Stream.concat(before.stream(), Stream.of(skip, deadLetter)).toList());
        assertThat(facts.lastSequence()).isEqualTo(ENTRIES + 1);
        assertThat(facts.header()).as("but for number and time the header is that of the engine")
                .isEqualTo(new JournalHeader(first.context(), 3, ENTRIES + 1,
                        new JournalHeader.Seal(ENTRIES, Objects.requireNonNull(facts.header()).predecessor().crc()),
                        NOW, first.zeroMicros(),
                        first.durability(), first.inputs(), first.blockRows(), first.textBytes(), first.fingerprint(),
                        first.environment()));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, the sequences 0 to 39", "40, 0, the sequences 0 to 39", "0, -1, counted from 0"})
    void refusesAPlaceThatTheJournalDoesNotHave(long sequence, long row, String why) throws IOException {
        writeJournal(Durability.PROCESS);
        List<String> before = tree();
        assertThatThrownBy(() -> write(new Verdict(sequence, row, "lines/map", Verdict.Kind.SKIP)))
                .isInstanceOf(NoSuchRowException.class)
                .hasMessageContaining(why);
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void refusesASlotThatLeadsToNoRows() throws IOException {
        writeJournal(Durability.PROCESS);
        List<String> before = tree();
        assertThatThrownBy(() -> write(verdict(Entries.Rejected.class, Verdict.Kind.SKIP)))
                .isInstanceOf(NoSuchRowException.class)
                .hasMessageContaining("bytes that are no row");
        assertThatThrownBy(() -> write(verdict(Entries.Ruling.class, Verdict.Kind.SKIP)))
                .isInstanceOf(NoSuchRowException.class)
                .hasMessageContaining("is a verdict");
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void refusesAnEmptyJournal() {
        try (DataDirectory directory = open(); RandomJournal random = new RandomJournal(budget, 3)) {
            directory.begin(random.header(1, JournalHeader.Seal.NONE, Durability.PROCESS), 1 << 20, 1 << 16, budget)
                    .close();
        }
        assertThatThrownBy(() -> write(new Verdict(0, 0, "lines/map", Verdict.Kind.SKIP)))
                .isInstanceOf(NoSuchRowException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void refusesADamagedJournal() throws IOException {
        writeJournal(Durability.PROCESS);
        write(verdict(Entries.Rows.class, Verdict.Kind.SKIP));
        Path file = data.resolve("journal/00000001/00000001.journal");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> write(verdict(Entries.Rows.class, Verdict.Kind.SKIP)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void anEngineKeepsOthersFromWritingVerdicts() {
        writeJournal(Durability.PROCESS);
        try (DataDirectory _ = open()) {
            assertThatThrownBy(() -> write(verdict(Entries.Rows.class, Verdict.Kind.SKIP)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("another engine");
        }
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("journal"))) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
