// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

class JournalFormatTest {
    private static final Pattern EXAMPLE = Pattern.compile("```hex\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{4})  ([0-9a-f]{2}(?: [0-9a-f]{2}){0,7})(?:  +.*)?");

    @Test
    void writesWhatThePageShows() throws IOException {
        Path page = Path.of(System.getProperty("tidemill.root", ".."), "docs/journal-format.md");
        Matcher example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).isTrue();
        StringBuilder shown = new StringBuilder();
        for (String line : example.group(1).split("\n")) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            assertThat(Integer.parseInt(parts.group(1), 16)).as(line).isEqualTo(shown.length() / 2);
            shown.append(parts.group(2).replace(" ", ""));
        }
        try (MemoryBudget budget = MemoryBudget.limited("test", 64 << 20)) {
            assertThat(HexFormat.of().formatHex(FormatExample.bytes(budget))).isEqualTo(shown.toString());
        }
    }
}
