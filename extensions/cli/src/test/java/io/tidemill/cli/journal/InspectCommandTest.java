// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.cli.journal.SampleJournal.Trade;
import io.tidemill.journal.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class InspectCommandTest {
    @TempDir
    private Path temporary;
    private Path data = Path.of("");

    @BeforeEach
    void write() {
        data = temporary.resolve("data");
        try (SampleJournal journal = SampleJournal.begin(data, 4096)) {
            journal.trades("gateway", 0, 40, new Trade("ACME", 1, 2), new Trade(null, 3, null)).tick(0);
            journal.lines("files", 0, "/spool/a", 12, "one", "two").reject("files", "/spool/a", 12, "too long", "xxx");
            journal.reject("files", "/spool/a", 99, "invalid UTF-8", "yyy").tick(1);
            for (int i = 0; i < 40; i++) {
                journal.trades("gateway", 2 + i, 41 + i, new Trade("BOLT", i, i));
            }
        }
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.verdict(2, 1, "map", Verdict.Kind.DEAD_LETTER).tick(2, true);
        }
    }

    @Test
    void tellsWhatIsInAJournal() {
        JsonNode json = JournalRun.of("inspect", data, "--json").succeeded().json();

        assertThat(json.get("carrier").textValue()).isEqualTo("file");
        assertThat(json.get("format").intValue()).isEqualTo(1);
        assertThat(json.get("state").textValue()).isEqualTo("sound");
        assertThat(json.get("complete").booleanValue()).isTrue();
        assertThat(json.get("rows").longValue()).isEqualTo(44);
        assertThat(json.get("rejects").longValue()).isEqualTo(2);
        assertThat(json.get("batches").longValue()).isEqualTo(3);
        assertThat(json.get("lastBatch").toString())
                .isEqualTo("{\"id\":2,\"timeMicros\":%d}".formatted(SampleJournal.NEW_YEAR_MICROS + 200_000));
        assertThat(json.get("publishers").toString()).isEqualTo("""
                [{"input":"trades","publisher":"gateway","rows":42,"nextRow":42,"lastExternalId":80,"positions":{}},\
                {"input":"lines","publisher":"files","rows":2,"nextRow":2,"positions":{"/spool/a":12}}]""");
        assertThat(json.get("rejectedParts").toString()).isEqualTo("""
                [{"source":"files","part":"/spool/a","rejects":2,"lastOffset":99,"lastReason":"invalid UTF-8"}]""");
        assertThat(json.get("verdicts").toString()).isEqualTo("""
                [{"sequence":2,"row":1,"operator":"map","decision":"dead-letter"}]""");
    }

    @Test
    void tellsTheHeaderAndTheFilesOfEachIncarnation() {
        JsonNode incarnations = JournalRun.of("inspect", data, "--json").succeeded().json().get("incarnations");

        assertThat(incarnations).hasSize(2);
        JsonNode first = incarnations.get(0);
        assertThat(first.get("context").textValue()).isEqualTo("market");
        assertThat(first.get("durability").toString())
                .isEqualTo("{\"level\":\"PROCESS\",\"groupMicros\":0,\"groupBytes\":0}");
        assertThat(first.get("createdMicros").longValue()).isEqualTo(SampleJournal.NEW_YEAR_MICROS);
        assertThat(first.get("inputs").get(0).get("columns").get(0).toString())
                .isEqualTo("{\"name\":\"symbol\",\"type\":\"utf8\",\"nullable\":true}");
        assertThat(first.get("plan").get(2).textValue()).isEqualTo("print");
        assertThat(first.get("environment").get("jdk").textValue()).isEqualTo("25.0.3");
        assertThat(first.get("firstSequence").longValue()).isZero();
        assertThat(first.get("lastSequence").longValue()).isEqualTo(45);

        JsonNode files = first.get("files");
        assertThat(files).hasSizeGreaterThan(1);
        long next = 0;
        for (JsonNode file : files) {
            assertThat(file.get("firstSequence").longValue()).isEqualTo(next);
            assertThat(file.get("records").longValue()).isGreaterThan(1);
            next = file.get("lastSequence").longValue() + 1;
        }
        assertThat(next).isEqualTo(46);
        assertThat(incarnations.get(1).get("predecessor").get("sequence").longValue()).isEqualTo(45);
        assertThat(incarnations.get(1).get("firstSequence").longValue()).isEqualTo(46);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsWhatFilesTakeOnTheDisk() throws IOException {
        Path sparse = data.resolve("journal/00000002/00000002.journal");
        try (var file = Files.newByteChannel(sparse, java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.WRITE)) {
            file.position(10 << 20).write(java.nio.ByteBuffer.allocate(1));
        }

        JsonNode files = JournalRun.of("inspect", data, "--json").json().get("incarnations").get(1).get("files");

        assertThat(files).hasSize(2);
        assertThat(files.get(1).get("bytes").longValue()).isGreaterThan(10 << 20);
        assertThat(files.get(1).get("allocatedBytes").longValue()).isLessThan(1 << 20);
        assertThat(files.get(1).has("records")).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsTheProcessThatHasTheDirectoryOpen() {
        assertThat(JournalRun.of("inspect", data, "--json").json().has("openedByProcess")).isFalse();

        try (SampleJournal _ = SampleJournal.begin(data)) {
            assertThat(JournalRun.of("inspect", data, "--json").json().get("openedByProcess").longValue())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(JournalRun.of("inspect", data).out())
                    .contains(", open in process " + ProcessHandle.current().pid() + "\n");
        }
    }

    @Test
    void showsWhatIsLeftOfADamagedJournal() throws IOException {
        Path file = data.resolve("journal/00000001/00000002.journal");
        Damage.flip(file, 600);

        JournalRun run = JournalRun.of("inspect", data);

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out()).contains("corrupt: the journal is damaged, " + file, "incarnation 1: context market",
                "incarnation 2: no part of the journal");
    }

    @Test
    void isReadableForPeople() {
        assertThat(JournalRun.of("inspect", data).succeeded().out()).containsSubsequence(
                data + ": carrier file, format 1, made 20",
                "  sound: sequences 0 to 47, rows: 44, ",
                "  batches: 3, from 0 at 2026-01-01T00:00:00Z to 2 at 2026-01-01T00:00:00.200Z; complete",
                "  rejects: 2, verdicts: 1",
                "incarnation 1: context market, begun 2026-01-01T00:00:00Z, durability PROCESS",
                "  input trades: symbol: utf8?, price: float64, ",
                "  plan: input trades",
                "  file journal/00000001/00000001.journal: ",
                "publishers\n  gateway of trades: rows: 42, next: 42\n    last external id 80\n",
                "rejects\n  files, in /spool/a: 2, the last at 99: invalid UTF-8\n",
                "verdicts\n  dead-letter row 1 of sequence 2 at map\n");
    }
}
