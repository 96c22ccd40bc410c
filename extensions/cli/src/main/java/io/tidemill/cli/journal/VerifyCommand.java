// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.cli.journal.printing.FindingJson;
import io.tidemill.cli.journal.printing.Json;
import io.tidemill.cli.journal.reading.DecodeCheck;
import io.tidemill.cli.journal.reading.DirectoryOptions;
import io.tidemill.cli.journal.reading.Finding;
import io.tidemill.cli.journal.reading.JournalProgram;
import io.tidemill.cli.journal.reading.OpenJournal;
import io.tidemill.cli.journal.reading.Scan;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.journal.directory.ScanVisitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reads every byte of a journal and says whether it is what was written.
@Command(name = "verify", sortOptions = false, usageHelpAutoWidth = true, description = "Reads all of a journal, checks every checksum that each record follows the one before, and the commit logs, and says whether it is whole.", footer = {
        "",
        "Exit codes: 0 sound, 1 failure, 2 wrong arguments, 3 the last record was not written whole, as after a crash, 4 corrupt."})
final class VerifyCommand implements JournalProgram {
    @Mixin
    private final DirectoryOptions options = new DirectoryOptions();

    @Option(names = "--decode", description = "decode every column as well")
    private boolean decode;

    @Override
    public int run(Terminal terminal, StopRequest stop) throws IOException {
        Finding found = find(terminal, stop);
        if (options.json()) {
            try (Json json = new Json(terminal.results())) {
                json.line(line -> write(found, line));
            }
        } else {
            terminal.results().println(found.state().word() + ": " + found.sentence());
        }
        return found.state().exitCode();
    }

    private Finding find(Terminal terminal, StopRequest stop) {
        try (OpenJournal journal = options.open()) {
            Finding ofRecords = decode ? decoded(journal, terminal, stop) : scanned(journal, terminal, stop);
            return ofRecords.with(journal.commitLogs());
        }
    }

    private static Finding scanned(OpenJournal journal, Terminal terminal, StopRequest stop) {
        return Finding.of(Scan.run(journal, ScanVisitor.NONE, terminal, stop));
    }

    private static Finding decoded(OpenJournal journal, Terminal terminal, StopRequest stop) {
        try (DecodeCheck check = new DecodeCheck(journal.budget())) {
            return Finding.of(Scan.run(journal, check, terminal, stop)).with(check);
        }
    }

    private void write(Finding found, JsonGenerator json) throws IOException {
        FindingJson.write(found, json);
        json.writeBooleanField("decoded", decode);
    }
}
