// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// Every journal that a released version could have written is read for ever, and this version writes what it says it writes.
class GoldenDirectoryTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    static Stream<Path> goldenDirectories() throws IOException {
        Path module = Path.of(System.getProperty("tidemill.root", "..")).resolve("journal");
        try (Stream<Path> all = Files.list(module.resolve(GoldenDirectories.ALL))) {
            return all.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenDirectories")
    void readsEveryEntry(Path path) throws IOException {
        GoldenDirectory golden = GoldenDirectory.open(path, budget);
        assertThat(golden.scan()).isInstanceOf(Diagnosis.Sound.class);
        assertThat(golden.dump()).isEqualTo(Files.readAllLines(path.resolve(GoldenDirectories.EXPECTED)));
    }

    @ParameterizedTest
    @MethodSource("goldenDirectories")
    void stillWritesTheSameBytes(Path path) throws IOException {
        GoldenDirectory golden = GoldenDirectory.open(path, budget);
        List<String> records = hex(golden.records());
        List<String> again = hex(golden.recordsWrittenAgain());
        for (int i = 0; i < records.size(); i++) {
            assertThat(again.get(i)).as("record %d", i).isEqualTo(records.get(i));
        }
        assertThat(again).hasSameSizeAs(records);
    }

    private static List<String> hex(List<byte[]> records) {
        return records.stream().map(HexFormat.of()::formatHex).toList();
    }
}
