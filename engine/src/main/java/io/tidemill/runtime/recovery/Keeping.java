// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.recovery;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.journal.Journal;
import io.tidemill.journal.MemoryJournal;

/// What an engine keeps of its input and output, and what it kept in earlier starts.
///
/// @param journal closed by the journal agent
/// @param history what the journal held before this start
/// @param commits which batches each sink has got to the end
/// @param directory what has to be given up when all of it is closed
@SuppressWarnings("try") // what a part throws is told as it is, also an interrupt
public record Keeping(Journal journal, History history, CommitKeeper commits,
        AutoCloseable directory) implements AutoCloseable {

    /// Of an engine without a data directory.
    public static Keeping nothing() {
        return of(new MemoryJournal());
    }

    /// Of an engine whose journal is new, and whose commits are not kept.
    public static Keeping of(Journal journal) {
        return new Keeping(journal, History.none(), new CommitKeeper(List.of(), false), () -> {});
    }

    /// What works beside the agents, each on a thread of its own.
    public List<Journal.Companion> companions() {
        List<Journal.Companion> companions = new ArrayList<>(journal.companions());
        if (!commits.isEmpty()) {
            companions.add(commits);
        }
        return companions;
    }

    /// Closes all of it because of a failure, which keeps what fails meanwhile.
    public void abandon(Throwable cause) {
        for (AutoCloseable part : List.of(journal, commits, directory)) {
            try {
                part.close();
            } catch (Exception failed) {
                cause.addSuppressed(failed);
            }
        }
    }

    @Override
    public void close() throws Exception {
        directory.close();
    }
}
