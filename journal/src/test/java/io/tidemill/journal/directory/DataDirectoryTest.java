// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.record.Entries;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataDirectoryTest {
    private static final Schema SCHEMA = Schema.of(Field.of("a", Type.INT64));

    private final Storage storage = new FileStorage();
    private final List<Carrier> carriers = List.of(new FileCarrier(storage));
    private final MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);

    @TempDir
    Path temporary;

    private DataDirectory open(Path path) {
        return DataDirectory.open(path, carriers, FileCarrier.NAME, storage);
    }

    private static JournalHeader header(Durability durability) {
        return new JournalHeader("test", 1, 0, JournalHeader.Seal.NONE, 1, 2, durability,
                List.of(new JournalHeader.Input("numbers", SCHEMA)), 8192, 0, List.of("plan"), Map.of("jdk", "25"));
    }

    @ParameterizedTest
    @EnumSource
    void makesEntriesDurable(Durability.Level level) throws Exception {
        Durability durability = new Durability(level, 0, 0);
        try (DataDirectory directory = open(temporary.resolve("data"))) {
            Journal journal = directory.begin(header(durability), 1 << 20, 1 << 16, budget);
            List<Thread> threads = journal.companions().stream().map(companion -> Thread.ofPlatform().start(() -> {
                try {
                    companion.run(() -> {});
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            })).toList();
            for (long i = 0; i < 1000; i++) {
                assertThat(journal.append(new Entries.Tick(i, i, i, false, false))).isTrue();
                assertThat(journal.flush()).isTrue();
            }
            Awaitility.await().until(() -> journal.durableSequence() == 999);
            journal.close();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(temporary.resolve("data/journal/00000001")).isDirectoryContaining("glob:**/00000001.journal");
        budget.close();
    }

    @Test
    void refusesASecondEngine() {
        try (DataDirectory _ = open(temporary)) {
            assertThatThrownBy(() -> open(temporary)).isInstanceOf(JournalException.class)
                    .hasMessageContaining(temporary.toString());
        }
        open(temporary).close();
        assertThat(Files.exists(temporary.resolve("LOCK"))).isTrue();
    }
}
