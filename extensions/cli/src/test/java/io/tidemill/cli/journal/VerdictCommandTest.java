// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.cli.journal.SampleJournal.Trade;
import io.tidemill.journal.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictCommandTest {
    @TempDir
    private Path temporary;
    private Path data = Path.of("");

    @BeforeEach
    void write() {
        data = temporary.resolve("data");
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.trades("gateway", 0, 40, new Trade("ACME", 10.5, 2)).tick(7);
            journal.reject("files", "/spool/a", 12, "too long", "x");
        }
    }

    private JournalRun give(String at, String operator, String kind) {
        return JournalRun.of("verdict", data, "--at", at, "--operator", operator, kind);
    }

    @Test
    void saysWhatItWrote() {
        assertThat(give("0:4", "lines/map", "skip").succeeded().out()).isEqualTo(
                "written as sequence 3, in incarnation 2: skip row 4 of sequence 0 at lines/map; the next start goes by it\n");
        assertThat(give("1:0", "a name", "dead-letter").succeeded().out()).isEqualTo(
                "written as sequence 4, in incarnation 3: dead-letter row 0 of sequence 1 at a name; the next start goes by it\n");

        JsonNode inspected = JournalRun.of("inspect", data, "--json").succeeded().json();
        assertThat(inspected.get("state").textValue()).isEqualTo("sound");
        assertThat(inspected.get("verdicts")).map(JsonNode::toString)
                .containsExactly(
                        "{\"sequence\":0,\"row\":4,\"operator\":\"lines/map\",\"decision\":\"skip\"}",
                        "{\"sequence\":1,\"row\":0,\"operator\":\"a name\",\"decision\":\"dead-letter\"}");
    }

    @Test
    void writesTheLineForProgramsThatDumpWritesToo() {
        JournalRun given = JournalRun.of("verdict", "--json", "--operator", "map", "--at", "0:1", data, "dead-letter");

        assertThat(given.succeeded().jsonLines())
                .isEqualTo(JournalRun.of("dump", data, "--json", "--from", 3).succeeded().jsonLines());
    }

    @Test
    void writesNothingWhereThereIsNoSuchRow() throws IOException {
        for (String at : List.of("2:0", "9:0")) {
            List<String> before = journal();

            JournalRun refused = give(at, "map", "skip");

            assertThat(refused.code()).as("%s", refused).isEqualTo(2);
            assertThat(refused.err()).contains("--at " + at + ": ").doesNotContain("Exception");
            assertThat(journal()).isEqualTo(before);
        }
        assertThat(give("2:0", "map", "skip").err())
                .contains("sequence 2 of the journal is bytes that are no row: rows come from chunks, and from ticks");
        assertThat(give("0:0", " ", "skip").err()).contains("--operator ' ' names none");
    }

    @Test
    void refusesADamagedJournal() throws IOException {
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.tick(8);
        }
        Path file = data.resolve("journal/00000001/00000001.journal");
        Damage.flip(file, Files.size(file) - 20);

        JournalRun refused = give("0:0", "map", "skip");

        assertThat(refused.code()).as("%s", refused).isEqualTo(4);
        assertThat(refused.err()).contains(file.toString()).hasLineCount(1);
        assertThat(data.resolve("journal")).isDirectoryNotContaining("glob:**/00000003");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which tells who has a directory open
    void isRefusedWhileAnEngineHasTheDirectory() throws Exception {
        for (JournalCarrier carrier : List.of(JournalCarrier.FILE, JournalCarrier.CHRONICLE)) {
            data = temporary.resolve(carrier.name());
            try (StreamingContext ssc = StreamingContext.builder("live")
                    .checkpoint(data)
                    .journalCarrier(carrier)
                    .build()) {
                Input<Long> numbers = ssc.input("numbers", Long.class);
                numbers.stream().foreach(_ -> {});
                ssc.start();
                try (Publisher<Long> publisher = numbers.openPublisher("counter")) {
                    publisher.append(1L);
                }
                assertIsRefused();
                ssc.stop(true);
            }
            give("0:0", "numbers/map", "skip").succeeded();
        }
    }

    private void assertIsRefused() {
        JournalRun refused = give("0:0", "numbers/map", "skip");
        assertThat(refused.code()).as("%s", refused).isEqualTo(1);
        assertThat(refused.err()).isEqualTo(
                "tidemill journal verdict: an engine has %s open, process %d: stop it, then give the verdict%n"
                        .formatted(data, ProcessHandle.current().pid()));
    }

    @Test
    void leavesADirectoryAloneThatIsNone() throws IOException {
        data = Files.createDirectory(temporary.resolve("empty"));

        assertThat(give("0:0", "map", "skip").code()).isEqualTo(1);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void theLastOfSeveralVerdictsStandsLast() {
        for (Verdict.Kind kind : List.of(Verdict.Kind.SKIP, Verdict.Kind.DEAD_LETTER, Verdict.Kind.SKIP)) {
            give("0:0", "map", kind.word()).succeeded();
        }
        assertThat(JournalRun.of("inspect", data, "--json").json().get("verdicts").findValuesAsText("decision"))
                .containsExactly("skip", "dead-letter", "skip");
    }

    private List<String> journal() throws IOException {
        return Snapshot.of(data.resolve("journal"));
    }
}
