// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.journal.inspect.Inspection;
import io.tidemill.cli.journal.printing.FindingJson;
import io.tidemill.cli.journal.printing.Json;
import io.tidemill.cli.journal.reading.DirectoryOptions;
import io.tidemill.cli.journal.reading.Finding;
import io.tidemill.cli.journal.reading.JournalProgram;
import io.tidemill.cli.journal.reading.OpenJournal;
import io.tidemill.cli.journal.reading.Scan;
import io.tidemill.cli.journal.reading.SequenceOptions;
import io.tidemill.cli.terminal.OutputFile;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.cli.terminal.WrongArguments;
import io.tidemill.memory.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the rows of one input to a file for other programs.
@Command(name = "export", sortOptions = false, usageHelpAutoWidth = true, description = "Writes the rows of an input as an Arrow IPC file or as CSV (RFC 4180; null is nothing between the commas, empty text is \"\").", footer = {
        "",
        "Exit codes: 0 done, 1 failure or Ctrl-C, 2 wrong arguments, 4 corrupt: the rows before the damage were written."})
public final class ExportCommand implements JournalProgram {
    @Mixin
    private final DirectoryOptions options = new DirectoryOptions();

    @Option(names = "--format", paramLabel = "arrow|csv", required = true, converter = ExportFormat.Converter.class, description = "what to write")
    private ExportFormat format = ExportFormat.ARROW;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the file, which appears when it is whole")
    private Path out = Path.of("");

    @Option(names = "--force", description = "replace the file if it exists")
    private boolean force;

    @Option(names = "--input", paramLabel = "NAME", description = "which input; may be left out if there is only one")
    private @Nullable String input;

    @Mixin
    private final SequenceOptions range = new SequenceOptions();

    @Option(names = "--with-places", description = "add columns that say where each row is: journal_sequence, journal_batch, journal_batch_time, journal_publisher, journal_row")
    private boolean withPlaces;

    @Override
    public int run(Terminal terminal, StopRequest stop) throws IOException {
        range.check();
        OutputFile file = new OutputFile("--out", out, "rows." + format.word());
        if (file.exists() && !force) {
            throw new WrongArguments("--out %s exists: name another file, or replace it by --force".formatted(out));
        }
        try (OpenJournal journal = options.open()) {
            if (file.isIn(journal.directory())) {
                throw new WrongArguments(
                        "--out %s lies in the data directory, which is the engine's alone".formatted(out));
            }
            return export(journal, file, terminal, stop);
        }
    }

    private int export(OpenJournal journal, OutputFile file, Terminal terminal, StopRequest stop) throws IOException {
        Inspection inspection = new Inspection();
        Finding found = Finding.of(Scan.run(journal, inspection, terminal, stop));
        range.check(found.facts().lastSequence());
        ExportPlan plan = ExportPlan.of(inspection, input, range);
        Schema columns = columns(plan);
        format.check(columns);
        RowExport export = new RowExport(journal, found.facts(), plan, range);
        file.write(bytes -> {
            try (RowOutput rows = format.begin(bytes, journal.budget(), columns, plan.mostRows(), plan.textBytes());
                    PlacedRows places = withPlaces
                            ? new PlacedRows(journal.budget(), columns, plan.mostRows())
                            : null) {
                export.run(rows, places, terminal, stop);
                rows.finish();
            }
        });
        tell(file, export.rows(), plan, columns, found, terminal);
        return found.state() == Finding.State.CORRUPT ? CORRUPT : io.tidemill.cli.terminal.Command.DONE;
    }

    private Schema columns(ExportPlan plan) {
        try {
            return withPlaces ? PlacedRows.schema(plan.schema()) : plan.schema();
        } catch (IllegalArgumentException taken) {
            throw new WrongArguments(
                    "--with-places: in input %s %s".formatted(plan.input(), taken.getMessage()));
        }
    }

    private void tell(OutputFile file, long rows, ExportPlan plan, Schema columns, Finding found, Terminal terminal)
            throws IOException {
        if (options.json()) {
            try (Json json = new Json(terminal.results())) {
                json.line(line -> {
                    line.writeStringField("file", file.path().toString());
                    line.writeStringField("format", format.word());
                    line.writeStringField("input", plan.input());
                    line.writeNumberField("exportedRows", rows);
                    line.writeNumberField("columns", columns.size());
                    FindingJson.write(found, line);
                });
            }
        } else {
            terminal.say(String.format(Locale.ROOT, "%s: rows of %s: %,d, columns: %d", file.path(), plan.input(), rows,
                    columns.size()));
        }
        if (found.state() == Finding.State.CORRUPT) {
            terminal.say(found.sentence());
        }
    }
}
