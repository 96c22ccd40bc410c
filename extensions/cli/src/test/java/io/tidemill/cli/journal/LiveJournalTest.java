// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.cli.journal.SampleJournal.Trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// All commands beside a writer that goes on appending and rolling files.
@Timeout(120)
class LiveJournalTest {
    private static final int ROUNDS = 6;

    @TempDir
    private Path temporary;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicLong written = new AtomicLong(-1);

    @Test
    void readsToTheLastWholeRecord() throws Exception {
        Path data = temporary.resolve("data");
        Thread writer = Thread.ofPlatform().start(() -> append(data));
        try {
            await().until(() -> written.get() > 100);
            for (int round = 0; round < ROUNDS; round++) {
                verify(data);
                inspect(data);
                dump(data);
                export(data);
            }
        } finally {
            enough.set(true);
            writer.join();
        }
        JsonNode json = JournalRun.of("verify", data, "--decode", "--json").succeeded().json();
        assertThat(json.get("lastSequence").longValue()).isEqualTo(written.get());
    }

    private void append(Path data) {
        try (SampleJournal journal = SampleJournal.begin(data, 64 << 10)) {
            for (long batch = 0; !enough.get(); batch++) {
                journal.trades("gateway", batch, batch, new Trade("T" + batch, batch, null)).tick(batch);
                written.set(journal.nextSequence() - 1);
            }
        }
    }

    private void verify(Path data) {
        long before = written.get();
        JsonNode json = JournalRun.of("verify", data, "--decode", "--json").succeeded().json();
        assertThat(json.get("state").textValue()).isEqualTo("sound");
        assertThat(json.get("lastSequence").longValue()).isGreaterThanOrEqualTo(before);
    }

    private void inspect(Path data) {
        long before = written.get();
        JsonNode json = JournalRun.of("inspect", data, "--json").succeeded().json();
        assertThat(json.get("lastSequence").longValue()).isGreaterThanOrEqualTo(before);
    }

    private void dump(Path data) {
        long before = written.get();
        List<JsonNode> lines = JournalRun.of("dump", data, "--json").succeeded().jsonLines();
        assertThat(lines).hasSizeGreaterThan((int) before);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).get("sequence").longValue()).isEqualTo(i);
        }
    }

    private void export(Path data) throws IOException {
        long before = written.get();
        Path out = temporary.resolve("rows.csv");
        JsonNode json = JournalRun
                .of("export", data, "--format", "csv", "--out", out, "--input", "trades", "--with-places", "--force",
                        "--json")
                .succeeded()
                .json();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(1 + (int) json.get("exportedRows").longValue()).hasSizeGreaterThan((int) before / 2);
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i)).startsWith("T" + (i - 1) + ",").endsWith(",gateway," + (i - 1));
        }
    }
}
