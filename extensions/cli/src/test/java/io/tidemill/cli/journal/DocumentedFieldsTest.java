// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.cli.journal.SampleJournal.Trade;
import io.tidemill.journal.Verdict;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// `docs/journal.md` lists the fields that `--json` writes, all of them and no others.
class DocumentedFieldsTest {
    private static final Path PAGE = Path.of(System.getProperty("tidemill.root"), "docs/journal.md");
    private static final Pattern NAME = Pattern.compile("`([a-zA-Z]+)`");
    /// Objects whose names are the users' own.
    private static final Set<String> FREE = Set.of("positions", "environment", "values");
    /// Words of the page that are no fields.
    private static final Set<String> WORDS = Set.of("inspect", "verify", "export", "dump", "sound", "torn", "corrupt",
            "skip", "place", "tick", "reject", "Micros");

    @TempDir
    private Path temporary;

    @Test
    @EnabledOnOs(OS.LINUX) // which tells who has a directory open
    void areAllThereAre() throws IOException {
        Path data = temporary.resolve("data");
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.trades("gateway", 0, 40, new Trade("ACME", 1, 2)).tick(1);
            journal.lines("files", 0, "/spool/a", 12, "one").reject("files", "/spool/a", 12, "too long", "x");
            journal.verdict(0, 0, "map", Verdict.Kind.SKIP).tick(2);
        }
        FileStorage storage = new FileStorage();
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                DataDirectory directory = DataDirectory.open(data, List.of(new FileCarrier(storage)),
                        FileCarrier.NAME, storage);
                var log = directory.commitLog("totals", false, budget)) {
            log.committed(1, 2, 3);
            Set<String> written = new TreeSet<>();
            names(JournalRun.of("inspect", data, "--json").json(), written);
            JournalRun.of("dump", data, "--json").jsonLines().forEach(line -> names(line, written));
            names(JournalRun.of("export", data, "--json", "--input", "lines", "--format", "csv", "--out",
                    temporary.resolve("out")).json(), written);
            Path file = data.resolve("journal/00000001/00000001.journal");
            Damage.cut(file, Files.size(file) - 3);
            names(JournalRun.of("verify", data, "--json").json(), written);

            assertThat(written).isEqualTo(documented());
        }
    }

    private static void names(JsonNode node, Set<String> names) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            names.add(field.getKey());
            if (!FREE.contains(field.getKey())) {
                names(field.getValue(), names);
            }
        }
        if (node.isArray()) {
            node.forEach(element -> names(element, names));
        }
    }

    private static Set<String> documented() throws IOException {
        String page = Files.readString(PAGE);
        return NAME.matcher(page.substring(page.indexOf("## For programs")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
