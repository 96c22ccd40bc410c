// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.inspect;

import java.io.IOException;

import io.tidemill.cli.journal.printing.Json;
import io.tidemill.cli.journal.reading.DirectoryOptions;
import io.tidemill.cli.journal.reading.Finding;
import io.tidemill.cli.journal.reading.JournalProgram;
import io.tidemill.cli.journal.reading.OpenJournal;
import io.tidemill.cli.journal.reading.Scan;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what there is in a journal.
@Command(name = "inspect", sortOptions = false, usageHelpAutoWidth = true, description = "Says what is in a journal: its incarnations, files, publishers, rejects, verdicts and commits. Reads all of it.", footer = {
        "", "Exit codes: 0 done, 1 failure, 2 wrong arguments, 4 corrupt: what is still valid was shown."})
public final class InspectCommand implements JournalProgram {
    @Mixin
    private final DirectoryOptions options = new DirectoryOptions();

    @Override
    public int run(Terminal terminal, StopRequest stop) throws IOException {
        InspectionReport report = report(terminal, stop);
        if (options.json()) {
            try (Json json = new Json(terminal.results())) {
                json.line(line -> InspectionJson.write(report, line));
            }
        } else {
            new InspectionText(terminal.results()).write(report);
        }
        return report.finding().state() == Finding.State.CORRUPT ? CORRUPT : io.tidemill.cli.terminal.Command.DONE;
    }

    private InspectionReport report(Terminal terminal, StopRequest stop) throws IOException {
        try (OpenJournal journal = options.open()) {
            Inspection inspection = new Inspection();
            Finding finding = Finding.of(Scan.run(journal, inspection, terminal, stop));
            return InspectionReport.of(journal, finding, inspection);
        }
    }
}
