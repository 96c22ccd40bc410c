// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// The journals of all formats that were ever released.
class GoldenJournalTest {
    private static final Path GOLDEN = Path
            .of(System.getProperty("tidemill.root"), "journal/src/test/resources/golden");

    static List<Path> journals() throws IOException {
        try (Stream<Path> all = Files.list(GOLDEN)) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("journals")
    void areReadToTheLastEntry(Path journal) throws IOException {
        long entries = Files.readAllLines(journal.resolve("expected.txt"))
                .stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .count();

        JsonNode verified = JournalRun.of("verify", journal, "--decode", "--json").succeeded().json();
        assertThat(verified.get("entries").longValue()).isEqualTo(entries).isPositive();
        assertThat(JournalRun.of("inspect", journal, "--json").succeeded().json().get("lastSequence").longValue())
                .isEqualTo(entries - 1);
        List<JsonNode> dumped = JournalRun.of("dump", journal, "--json").succeeded().jsonLines();
        assertThat(dumped).hasSize((int) entries);
        assertThat(dumped.stream().mapToLong(entry -> entry.path("rows").asLong()).sum())
                .isEqualTo(verified.get("rows").longValue());
        assertThat(JournalRun.of("dump", journal, "--rows", 1_000).succeeded().out().lines())
                .hasSizeGreaterThan((int) (entries + verified.get("rows").longValue()));
    }
}
