// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.dump;

import java.io.IOException;

import io.tidemill.cli.journal.reading.BatchedReader;
import io.tidemill.cli.journal.reading.Counts;
import io.tidemill.cli.journal.reading.SequenceOptions;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalReader;

/// Writes the entries that a user wants to see, until there are no more or enough.
final class Dump {
    private final JournalReader reader;
    private final EntryFilter filter;
    private final SequenceOptions range;
    private final long limit;
    private long lastSequence = -1;
    private long written;

    /// @param limit of entries to write
    Dump(JournalReader reader, EntryFilter filter, SequenceOptions range, long limit) {
        this.reader = reader;
        this.filter = filter;
        this.range = range;
        this.limit = limit;
    }

    /// Returns when all is written, or the user has asked for the end; refuses a choice that leaves nothing.
    ///
    /// @return whether the journal's end was reached
    boolean run(EntryOutput output, StopRequest stop) throws IOException {
        boolean ended = false;
        while (!ended && written < limit && lastSequence < range.last() && !filter.isOver() && !stop.isAsked()) {
            JournalEntry entry = reader.next();
            if (entry == null) {
                ended = true;
            } else {
                write(entry, output);
            }
        }
        if (written == 0 && limit > 0 && !stop.isAsked()) {
            range.check(lastSequence);
            filter.check();
        }
        return ended;
    }

    private void write(JournalEntry entry, EntryOutput output) throws IOException {
        lastSequence = entry.sequence();
        Counts.BatchEnd batch = reader instanceof BatchedReader batched ? batched.batch() : null;
        if (filter.wants(reader.header(), entry, batch) && range.holds(lastSequence)) {
            output.write(reader.header(), entry);
            written++;
        }
    }
}
