// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.cli.journal.dump.EntryJson;
import io.tidemill.cli.journal.dump.EntryText;
import io.tidemill.cli.journal.inspect.InspectionReport;
import io.tidemill.cli.journal.printing.Json;
import io.tidemill.cli.journal.reading.DirectoryOptions;
import io.tidemill.cli.journal.reading.JournalProgram;
import io.tidemill.cli.journal.reading.LockHolder;
import io.tidemill.cli.journal.reading.OpenJournal;
import io.tidemill.cli.journal.reading.Scan;
import io.tidemill.cli.terminal.BytesBar;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.cli.terminal.WrongArguments;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.Position;
import io.tidemill.journal.Verdict;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.directory.NoSuchRowException;
import io.tidemill.journal.directory.VerdictWriter;
import io.tidemill.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what shall become of a row at which an engine has stopped: the only command that writes into a journal.
@Command(name = "verdict", sortOptions = false, usageHelpAutoWidth = true, description = "Lets the next start pass over one row on which code of yours throws. The message of the engine that stopped there ends with this command. No engine may have the directory open.", footer = {
        "", "The last of several verdicts on a row counts.",
        "Exit codes: 0 written, 1 failure, 2 wrong arguments, also where the journal has no such row, 4 corrupt."})
final class VerdictCommand implements JournalProgram {
    @Mixin
    private final DirectoryOptions options = new DirectoryOptions();

    @Option(names = "--at", paramLabel = "SEQUENCE:ROW", required = true, converter = RowPlace.Converter.class, description = "the row, as the engine's message names it")
    private RowPlace place = new RowPlace(0, 0);

    @Option(names = "--operator", paramLabel = "NAME", required = true, description = "the operator whose code throws, as the engine's message names it")
    private String operator = "";

    @Parameters(index = "1", paramLabel = "skip|dead-letter", converter = VerdictKindConverter.class, description = "leave the row out and count it; or hand it to the dead letters as well")
    private Verdict.Kind kind = Verdict.Kind.SKIP;

    @Override
    public int run(Terminal terminal, StopRequest stop) throws IOException {
        if (operator.isBlank()) {
            throw new WrongArguments("--operator '%s' names none: copy the name from the engine's message"
                    .formatted(operator));
        }
        Verdict verdict = new Verdict(place.sequence(), place.row(), operator, kind);
        Position written = write(verdict, terminal, stop);
        if (options.json()) {
            try (Json json = new Json(terminal.results())) {
                json.line(line -> write(verdict, written, line));
            }
        } else {
            terminal.results()
                    .println("written as sequence %d, in incarnation %d: %s; the next start goes by it".formatted(
                            written.sequence(), written.incarnation(), EntryText.verdict(verdict)));
        }
        return io.tidemill.cli.terminal.Command.DONE;
    }

    private Position write(Verdict verdict, Terminal terminal, StopRequest stop) {
        try (OpenJournal journal = options.open();
                DataDirectory directory = lock(journal);
                BytesBar bar = new BytesBar(terminal, "reading")) {
            return new VerdictWriter(directory, journal.budget()).write(verdict, Clock.system().micros(),
                    (done, inAll) -> {
                        Scan.goOnUnlessAsked(stop);
                        bar.at(done, inAll);
                    });
        } catch (NoSuchRowException none) {
            throw new WrongArguments("--at %d:%d: %s".formatted(place.sequence(), place.row(), none.getMessage()));
        }
    }

    private static DataDirectory lock(OpenJournal journal) {
        try {
            return DataDirectory.open(journal.directory(), List.of(journal.files().carrier()),
                    journal.format().carrier(), journal.files().storage());
        } catch (JournalException refused) {
            throw refused.kind() == JournalException.Kind.LOCKED ? locked(journal, refused) : refused;
        }
    }

    private static JournalException locked(OpenJournal journal, JournalException cause) {
        OptionalLong process = LockHolder.process(journal.directory().resolve(InspectionReport.LOCK));
        return new JournalException(JournalException.Kind.LOCKED,
                "an engine has %s open%s: stop it, then give the verdict".formatted(journal.directory(),
                        process.isPresent() ? ", process " + process.getAsLong() : ""),
                cause);
    }

    /// The same line that `dump` prints for it.
    private static void write(Verdict verdict, Position written, JsonGenerator line) throws IOException {
        line.writeNumberField("sequence", written.sequence());
        line.writeNumberField("incarnation", written.incarnation());
        EntryJson.writeVerdictEntry(verdict, line);
    }
}
