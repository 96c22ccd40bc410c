// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import java.nio.file.Path;

import io.tidemill.ConnectorException;
import io.tidemill.cli.terminal.BytesBar;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.directory.Diagnosis;
import io.tidemill.journal.directory.JournalScan;
import io.tidemill.journal.directory.ScanVisitor;

/// A scan of a whole journal with a bar that shows how far it is, which ends when the user asks for it.
public final class Scan {
    private Scan() {}

    public static Diagnosis run(OpenJournal journal, ScanVisitor visitor, Terminal terminal, StopRequest stop) {
        try (BytesBar bar = new BytesBar(terminal, "reading")) {
            return JournalScan.scan(journal.files(), journal.budget(), bar::at, new Stoppable(visitor, stop));
        }
    }

    /// Throws if the user has asked for the end.
    public static void goOnUnlessAsked(StopRequest stop) {
        if (stop.isAsked()) {
            throw new ConnectorException("stopped before the end");
        }
    }

    private record Stoppable(ScanVisitor visitor, StopRequest stop) implements ScanVisitor {
        @Override
        public void record(JournalHeader header, Path file, long offset, int bytes) {
            goOnUnlessAsked(stop);
            visitor.record(header, file, offset, bytes);
        }

        @Override
        public void entry(JournalEntry entry) {
            visitor.entry(entry);
        }
    }
}
