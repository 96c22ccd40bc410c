// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.dump;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.journal.reading.BatchedReader;
import io.tidemill.cli.journal.reading.DirectoryOptions;
import io.tidemill.cli.journal.reading.Finding;
import io.tidemill.cli.journal.reading.JournalProgram;
import io.tidemill.cli.journal.reading.OpenJournal;
import io.tidemill.cli.journal.reading.Scan;
import io.tidemill.cli.journal.reading.SequenceOptions;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.cli.terminal.WrongArguments;
import io.tidemill.journal.JournalReader;
import io.tidemill.journal.directory.BadPlace;
import io.tidemill.journal.directory.DirectoryReader;
import io.tidemill.journal.directory.ScanVisitor;
import io.tidemill.journal.record.Flaw;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints the entries of a journal, as far as whole records go.
@Command(name = "dump", sortOptions = false, usageHelpAutoWidth = true, description = "Prints the entries of a journal: rows, ends of batches, rejects, verdicts. Ends at the last record that is whole.", footer = {
        "", "Exit codes: 0 done, 1 failure, 2 wrong arguments, 4 corrupt: what lies before the damage was printed."})
public final class DumpCommand implements JournalProgram {
    private static final int ROWS_FOR_PEOPLE = 20;

    @Mixin
    private final DirectoryOptions options = new DirectoryOptions();

    @Mixin
    private final SequenceOptions range = new SequenceOptions();

    @Option(names = "--batch", paramLabel = "ID", description = "only what belongs to this batch")
    private @Nullable Long batch;

    @Option(names = "--input", paramLabel = "NAME", description = "only rows and rejects of this input")
    private @Nullable String input;

    @Option(names = "--limit", paramLabel = "N", description = "end after so many entries")
    private @Nullable Long limit;

    @Option(names = "--rows", paramLabel = "N", description = "show so many rows of an entry at most. Default: "
            + ROWS_FOR_PEOPLE + ", with --json all")
    private @Nullable Integer rows;

    @Override
    public int run(Terminal terminal, StopRequest stop) throws IOException {
        range.check();
        if (limit != null && limit < 0) {
            throw new WrongArguments("--limit must be 0 at least, was " + limit);
        }
        if (rows != null && rows < 0) {
            throw new WrongArguments("--rows must be 0 at least, was " + rows);
        }
        try (OpenJournal journal = options.open(); EntryOutput output = output(journal, terminal)) {
            return batch == null ? dump(journal, output, terminal, stop) : dumpBatch(journal, output, terminal, stop);
        }
    }

    private EntryOutput output(OpenJournal journal, Terminal terminal) throws IOException {
        return options.json()
                ? new EntryJson(terminal.results(), journal.budget(), rows == null ? Integer.MAX_VALUE : rows)
                : new EntryText(terminal.results(), journal.budget(), rows == null ? ROWS_FOR_PEOPLE : rows);
    }

    private int dump(OpenJournal journal, EntryOutput output, Terminal terminal, StopRequest stop)
            throws IOException {
        try (DirectoryReader reader = DirectoryReader.live(journal.files(), journal.budget())) {
            boolean ended = dump(reader).run(output, stop);
            BadPlace end = reader.badPlace();
            if (ended && end != null && end.flaw() != Flaw.NOTHING) {
                terminal.say("what follows is not whole, or not yet: %s; `tidemill journal verify` judges it"
                        .formatted(end));
            }
            return io.tidemill.cli.terminal.Command.DONE;
        }
    }

    /// Which batch an entry belongs to is told by the next tick: what lies behind the last one must stay the same meanwhile.
    private int dumpBatch(OpenJournal journal, EntryOutput output, Terminal terminal, StopRequest stop)
            throws IOException {
        Finding found = Finding.of(Scan.run(journal, ScanVisitor.NONE, terminal, stop));
        try (BatchedReader reader = BatchedReader.of(journal, found.facts())) {
            dump(reader).run(output, stop);
        }
        if (found.state() == Finding.State.CORRUPT) {
            terminal.say(found.sentence());
            return CORRUPT;
        }
        return io.tidemill.cli.terminal.Command.DONE;
    }

    private Dump dump(JournalReader reader) {
        return new Dump(reader, new EntryFilter(batch, input), range, limit == null ? Long.MAX_VALUE : limit);
    }
}
