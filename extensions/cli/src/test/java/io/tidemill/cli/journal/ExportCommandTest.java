// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.cli.journal.SampleJournal.Trade;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

class ExportCommandTest {
    @TempDir
    private Path temporary;
    private Path data = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void write() {
        data = temporary.resolve("data");
        out = temporary.resolve("rows");
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.trades("gateway", 0, 40, new Trade("ACME", 10.5, 2), new Trade(null, Double.NaN, null)).tick(7);
            journal.lines("files", 0, "/spool/a", 12, "not these");
            journal.trades("desk", 0, 40, new Trade("", 0.1, -3), new Trade("a,b", 1e300, 4)).tick(9);
        }
        try (SampleJournal journal = SampleJournal.begin(data)) {
            journal.trades("gateway", 2, 41, new Trade("say \"so\"\r\n", Double.NEGATIVE_INFINITY, 5));
        }
    }

    @Test
    void writesCsvThatTellsEmptyTextFromNull() throws IOException {
        JournalRun run = export("csv", "--input", "trades").succeeded();

        assertThat(Files.readString(out)).isEqualTo("""
                symbol,price,size,buy,at,day
                ACME,10.5,2,true,2026-01-01T00:00:00Z,2026-01-01
                ,NaN,,false,2026-01-01T00:00:00.000001Z,2026-01-01
                "",0.1,-3,true,2026-01-01T00:00:00Z,2026-01-01
                "a,b",1.0E300,4,false,2026-01-01T00:00:00.000001Z,2026-01-01
                "say ""so""
                ",-Infinity,5,true,2026-01-01T00:00:00.000002Z,2026-01-01
                """.replace("\n", "\r\n"));
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(out + ": rows of trades: 5, columns: 6\n");
    }

    @Test
    void writesPlacesOfRowsOnRequest() throws IOException {
        export("csv", "--input", "trades", "--with-places").succeeded();

        assertThat(Files.readAllLines(out).stream().map(line -> line.replaceFirst(".*2026-01-01,", "")))
                .containsExactly(
                        "symbol,price,size,buy,at,day,journal_sequence,journal_batch,journal_batch_time,journal_publisher,journal_row",
                        "0,7,2026-01-01T00:00:00.700Z,gateway,0", "0,7,2026-01-01T00:00:00.700Z,gateway,1",
                        "3,9,2026-01-01T00:00:00.900Z,desk,0", "3,9,2026-01-01T00:00:00.900Z,desk,1",
                        "\"say \"\"so\"\"", "5,,,gateway,2");
    }

    @Test
    void writesArrowFilesThatArrowReads() throws IOException {
        export("arrow", "--input", "trades").succeeded();

        assertThat(arrowRows()).containsExactly("ACME|10.5|2|true|1767225600000000|20454",
                "null|NaN|null|false|1767225600000001|20454", "|0.1|-3|true|1767225600000000|20454",
                "a,b|1.0E300|4|false|1767225600000001|20454",
                "say \"so\"\r\n|-Infinity|5|true|1767225600000002|20454");
    }

    @Test
    void writesPlacesIntoArrowFiles() throws IOException {
        export("arrow", "--input", "trades", "--with-places").succeeded();

        assertThat(arrowRows()).map(row -> row.replaceFirst("(?s).*\\|20454\\|", ""))
                .containsExactly("0|7|1767225600700000|gateway|0", "0|7|1767225600700000|gateway|1",
                        "3|9|1767225600900000|desk|0", "3|9|1767225600900000|desk|1", "5|null|null|gateway|2");
    }

    @Test
    void takesARangeOfSequences() throws IOException {
        export("csv", "--input", "trades", "--from", 1, "--to", 4).succeeded();

        assertThat(Files.readAllLines(out)).hasSize(3);
    }

    @Test
    void tellsInJsonWhatItWrote() {
        JsonNode json = export("csv", "--input", "trades", "--json").succeeded().json();

        assertThat(json.get("file").textValue()).isEqualTo(out.toString());
        assertThat(json.get("exportedRows").longValue()).isEqualTo(5);
        assertThat(json.get("columns").longValue()).isEqualTo(6);
        assertThat(json.get("state").textValue()).isEqualTo("sound");
    }

    @Test
    void needsTheNameOfOneOfSeveralInputs() {
        JournalRun run = export("csv");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith(
                "tidemill journal export: the journal has several inputs: name one by --input, of trades, lines\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void replacesAFileOnlyByForce() throws IOException {
        Files.writeString(out, "precious");

        JournalRun refused = export("csv", "--input", "lines");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("--out %s exists: name another file, or replace it by --force".formatted(out));
        assertThat(out).hasContent("precious");

        export("csv", "--input", "lines", "--force").succeeded();
        assertThat(out).content().isEqualTo("value\r\nnot these\r\n");
    }

    @Test
    void writesNothingIntoTheDataDirectory() {
        out = data.resolve("rows.csv");

        JournalRun run = export("csv", "--input", "lines");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("lies in the data directory, which is the engine's alone");
        assertThat(out).doesNotExist();
    }

    @Test
    void writesWhatLiesBeforeDamageAndSaysSo() throws IOException {
        Path file = data.resolve("journal/00000001/00000001.journal");
        Damage.flip(file, Files.size(file) - 20);

        JournalRun run = export("csv", "--input", "trades");

        assertThat(run.code()).isEqualTo(4);
        assertThat(Files.readAllLines(out)).hasSize(5);
        assertThat(run.err().lines()).hasSize(2).last().asString().startsWith("the journal is damaged, " + file);
    }

    @Test
    void refusesAnInputWhoseColumnsHaveChanged() throws IOException {
        try (SampleJournal journal = SampleJournal.begin(data, Schema.of(Field.of("other", Type.INT64)))) {
            journal.tick(20);
        }

        JournalRun run = export("csv", "--input", "trades");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(
                "input trades has other columns from sequence 6 on, where incarnation 3 begins: export what is before it and what is behind apart");

        export("csv", "--input", "trades", "--to", 5).succeeded();
        assertThat(Files.readAllLines(out)).hasSize(7);
    }

    @Test
    void refusesPlacesWhereAColumnHasThatName() {
        Path taken = temporary.resolve("taken");
        try (SampleJournal journal = SampleJournal.begin(taken,
                Schema.of(Field.of("journal_row", Type.INT64)))) {
            journal.tick(1);
        }

        JournalRun run = JournalRun.of("export", taken, "--format", "csv", "--out", out, "--input", "trades",
                "--with-places");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--with-places: in input trades two columns are named `journal_row`");
    }

    private JournalRun export(String format, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("export", data, "--format", format, "--out", out));
        arguments.addAll(List.of(options));
        return JournalRun.of(arguments.toArray());
    }

    /// What Arrow's own reader sees, a line for each row.
    private List<String> arrowRows() throws IOException {
        List<String> rows = new ArrayList<>();
        try (RootAllocator allocator = new RootAllocator();
                SeekableByteChannel channel = Files.newByteChannel(out);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    int at = row;
                    rows.add(String.join("|", root.getFieldVectors()
                            .stream()
                            .map(vector -> Objects.toString(vector.getObject(at)))
                            .toList()));
                }
            }
        }
        return rows;
    }
}
