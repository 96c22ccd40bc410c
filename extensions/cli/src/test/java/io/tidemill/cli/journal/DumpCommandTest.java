// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.cli.journal.SampleJournal.Trade;
import io.tidemill.journal.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class DumpCommandTest {
    private static final String LONG_TEXT = "ä\n\"\u0007" + "x".repeat(1_000);

    @TempDir
    private Path temporary;
    private Path data = Path.of("");

    @BeforeEach
    void write() {
        data = temporary.resolve("data");
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.trades("gateway", 0, 40, new Trade("ACME", 10.5, 2), new Trade(null, Double.NaN, null)).tick(7);
            journal.lines("files", 5, "/spool/a", 12, "", LONG_TEXT)
                    .reject("files", "/spool/a", 12, "too long", "x\u00e9")
                    .tick(9);
            journal.trades("gateway", 2, 41, new Trade("BOLT", 0.1, 3));
        }
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.verdict(0, 1, "map", Verdict.Kind.SKIP).tick(10, true);
        }
    }

    @Test
    void printsEntriesAsLines() {
        assertThat(JournalRun.of("dump", data).succeeded()).isEqualTo(new JournalRun(0, """
                -- incarnation 1 of market, begun 2026-01-01T00:00:00Z, durability PROCESS
                0 rows: 0 to 1 of trades, from gateway; last external id 40
                    0: symbol="ACME" price=10.5 size=2 buy=true at=2026-01-01T00:00:00Z day=2026-01-01
                    1: symbol=null price=NaN size=null buy=false at=2026-01-01T00:00:00.000001Z day=2026-01-01
                1 tick: end of batch 7 at 2026-01-01T00:00:00.700Z
                2 rows: 5 to 6 of lines, from files; /spool/a up to 12
                    5: value=""
                    6: value="ä\\n\\"\\u0007%s"... (1,005 bytes)
                3 reject: files, in /spool/a at 12: too long: "x\\xc3\\xa9" (3 bytes)
                4 tick: end of batch 9 at 2026-01-01T00:00:00.900Z
                5 rows: 2 to 2 of trades, from gateway; last external id 41
                    2: symbol="BOLT" price=0.1 size=3 buy=true at=2026-01-01T00:00:00.000002Z day=2026-01-01
                -- incarnation 2 of market, begun 2026-01-01T00:00:00Z, durability PROCESS
                6 verdict: skip row 1 of sequence 0 at map
                7 tick: end of batch 10 at 2026-01-01T00:00:01Z, end of the stream, complete
                """.formatted("x".repeat(76)), ""));
    }

    @Test
    void printsEntriesAsJsonLines() {
        List<JsonNode> lines = JournalRun.of("dump", data, "--json").succeeded().jsonLines();

        assertThat(lines).extracting(line -> line.get("kind").textValue())
                .containsExactly("rows", "tick", "rows", "reject", "tick", "rows", "verdict", "tick");
        assertThat(lines.getFirst().toString()).isEqualTo(
                """
                        {"sequence":0,"incarnation":1,"kind":"rows","input":"trades","publisher":"gateway","firstRow":0,"rows":2,\
                        "lastExternalId":40,"positions":{},"values":[\
                        {"symbol":"ACME","price":10.5,"size":2,"buy":true,"at":"2026-01-01T00:00:00Z","day":"2026-01-01"},\
                        {"symbol":null,"price":"NaN","size":null,"buy":false,"at":"2026-01-01T00:00:00.000001Z",\
                        "day":"2026-01-01"}]}""");
        assertThat(lines.get(2).get("values").get(1).get("value").textValue()).isEqualTo(LONG_TEXT);
        assertThat(lines.get(3).toString()).isEqualTo("""
                {"sequence":3,"incarnation":1,"kind":"reject","input":"lines","source":"files","part":"/spool/a",\
                "offset":12,"reason":"too long","bytes":"eMOp"}""");
        assertThat(lines.get(6).toString()).isEqualTo("""
                {"sequence":6,"incarnation":2,"kind":"verdict",\
                "verdict":{"sequence":0,"row":1,"operator":"map","decision":"skip"}}""");
        assertThat(lines.get(7).toString()).isEqualTo("""
                {"sequence":7,"incarnation":2,"kind":"tick","batch":10,"batchTimeMicros":1767225601000000,\
                "endOfStream":true,"complete":true}""");
    }

    @Test
    void takesARangeOfSequences() {
        assertThat(sequences("--from", 2, "--to", 5)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(sequences("--from", 6)).containsExactly(6L, 7L);
        assertThat(sequences("--to", 0)).containsExactly(0L);
        assertThat(sequences("--limit", 3)).containsExactly(0L, 1L, 2L);
        assertThat(sequences("--from", 1, "--limit", 2)).containsExactly(1L, 2L);
        assertThat(sequences("--limit", 0)).isEmpty();
    }

    @Test
    void takesWhatBelongsToABatch() {
        assertThat(sequences("--batch", 7)).containsExactly(0L, 1L);
        assertThat(sequences("--batch", 9)).containsExactly(2L, 3L, 4L);
        assertThat(sequences("--batch", 10)).as("rows whose own tick was lost").containsExactly(5L, 6L, 7L);
    }

    @Test
    void takesRowsAndRejectsOfAnInput() {
        assertThat(sequences("--input", "lines")).containsExactly(2L, 3L);
        assertThat(sequences("--input", "trades", "--batch", 10)).containsExactly(5L);
    }

    @Test
    void showsSomeRowsOfLargeEntriesOnly() {
        Trade[] many = new Trade[50];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Trade("T" + i, i, i);
        }
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.trades("gateway", 3, 91, many);
        }

        assertThat(JournalRun.of("dump", data, "--from", 8).succeeded().out().lines()).hasSize(23)
                .last()
                .isEqualTo("    ... and 30 more");
        assertThat(JournalRun.of("dump", data, "--from", 8, "--rows", 0).succeeded().out().lines()).hasSize(2);
        assertThat(JournalRun.of("dump", data, "--from", 8, "--rows", 100).succeeded().out().lines()).hasSize(52);
        assertThat(JournalRun.of("dump", data, "--from", 8, "--json").json().get("values")).hasSize(50);
        assertThat(JournalRun.of("dump", data, "--from", 8, "--json", "--rows", 2).json().get("values")).hasSize(2);
    }

    @Test
    void endsAtTheLastWholeRecordAndSaysSo() throws IOException {
        Path file = data.resolve("journal/00000002/00000001.journal");
        Damage.cut(file, Files.size(file) - 5);

        JournalRun run = JournalRun.of("dump", data, "--from", 5).succeeded();

        assertThat(run.out().lines()).last().asString().startsWith("6 verdict");
        assertThat(run.err()).startsWith("what follows is not whole, or not yet: " + file).hasLineCount(1);
    }

    @Test
    void failsBehindDamage() throws IOException {
        Path file = data.resolve("journal/00000001/00000001.journal");
        Damage.flip(file, Files.size(file) - 20);

        JournalRun run = JournalRun.of("dump", data);

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out().lines()).last().asString().startsWith("4 tick");
        assertThat(run.err()).startsWith("tidemill journal dump: the journal is damaged, " + file).hasLineCount(1);
    }

    private List<Long> sequences(Object... options) {
        Object[] arguments = new Object[options.length + 3];
        arguments[0] = "dump";
        arguments[1] = data;
        arguments[2] = "--json";
        System.arraycopy(options, 0, arguments, 3, options.length);
        JournalRun run = JournalRun.of(arguments).succeeded();
        return run.out().isEmpty()
                ? List.of()
                : run.jsonLines().stream().map(line -> line.get("sequence").longValue()).toList();
    }
}
