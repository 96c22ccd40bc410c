// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.journal.reading.BatchedReader;
import io.tidemill.cli.journal.reading.Counts;
import io.tidemill.cli.journal.reading.OpenJournal;
import io.tidemill.cli.journal.reading.RowBlocks;
import io.tidemill.cli.journal.reading.Scan;
import io.tidemill.cli.journal.reading.SequenceOptions;
import io.tidemill.cli.terminal.BytesBar;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalReader;
import io.tidemill.journal.directory.DirectoryReader;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.memory.Chunk;

/// Hands the rows of one input to an output, as far as a scan has found them valid.
final class RowExport {
    private final OpenJournal journal;
    private final JournalFacts facts;
    private final ExportPlan plan;
    private final SequenceOptions range;
    private long rows;

    RowExport(OpenJournal journal, JournalFacts facts, ExportPlan plan, SequenceOptions range) {
        this.journal = journal;
        this.facts = facts;
        this.plan = plan;
        this.range = range;
    }

    /// @param places adds the places of rows, if it is not null
    void run(RowOutput output, @Nullable PlacedRows places, Terminal terminal, StopRequest stop) throws IOException {
        try (BytesBar bar = new BytesBar(terminal, "writing");
                JournalReader reader = places == null
                        ? DirectoryReader.ofPrefix(journal.files(), facts, journal.budget())
                        : BatchedReader.of(journal, facts);
                RowBlocks blocks = new RowBlocks(journal.budget())) {
            for (JournalEntry entry = reader.next(); entry != null && entry.sequence() <= range.last(); entry = reader
                    .next()) {
                Scan.goOnUnlessAsked(stop);
                if (entry instanceof JournalEntry.StoredRows stored && isWanted(reader, stored)) {
                    Chunk chunk = blocks.decode(reader.header(), stored);
                    output.write(places == null ? chunk : places.place(chunk, stored, batch(reader)));
                    rows += chunk.rows();
                    bar.at(reader.bytesRead(), facts.bytes());
                }
            }
        }
    }

    private boolean isWanted(JournalReader reader, JournalEntry.StoredRows stored) {
        return stored.rows() > 0 && range.holds(stored.sequence())
                && reader.header().inputs().get(stored.input()).name().equals(plan.input());
    }

    private static Counts.@Nullable BatchEnd batch(JournalReader reader) {
        return reader instanceof BatchedReader batched ? batched.batch() : null;
    }

    /// How many rows were written.
    long rows() {
        return rows;
    }
}
