// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.directory.CommitLogs;
import io.tidemill.journal.directory.FormatFile;
import io.tidemill.journal.directory.JournalFiles;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;

/// The journal of a data directory, opened to be looked at: without a lock, and without a file being held open.
///
/// @param format what the directory says of itself
/// @param budget for all that a command keeps off the heap
public record OpenJournal(JournalFiles files, FormatFile format, MemoryBudget budget) implements AutoCloseable {
    private static final long BUDGET_BYTES = 1L << 30;

    static OpenJournal open(Path directory) {
        Storage storage = new FileStorage();
        FormatFile format = format(directory, storage);
        List<Carrier> carriers = List.of(new FileCarrier(storage), new ChronicleCarrier(storage));
        Carrier carrier = Carrier.named(carriers, format.carrier());
        if (carrier == null) {
            throw new JournalException(JournalException.Kind.MISMATCH,
                    "the journal in %s lies in files of the carrier %s, and this version reads those of %s"
                            .formatted(directory, format.carrier(), carriers.stream().map(Carrier::name).toList()));
        }
        return new OpenJournal(new JournalFiles(storage, carrier, directory), format,
                MemoryBudget.limited("the command", BUDGET_BYTES));
    }

    private static FormatFile format(Path directory, Storage storage) {
        if (!Files.exists(directory)) {
            throw unfit("there is no directory " + directory);
        }
        if (!Files.isDirectory(directory)) {
            throw unfit(directory + " is no directory: name the data directory of an engine");
        }
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            throw unfit(directory + " may not be read: it is for the user who runs the engine");
        }
        try {
            if (storage.exists(directory.resolve(FormatFile.NAME))) {
                return FormatFile.read(storage, directory);
            }
            if (storage.exists(directory.resolve("journal"))) {
                throw new JournalException(JournalException.Kind.CORRUPTION,
                        "%s has lost its file %s, which says how its journal is to be read: restore it from a backup"
                                .formatted(directory, FormatFile.NAME));
            }
        } catch (IOException refused) {
            throw unreadable(directory, refused);
        }
        throw unfit("%s is no data directory: it holds no file %s".formatted(directory, FormatFile.NAME));
    }

    private static JournalException unfit(String why) {
        return new JournalException(JournalException.Kind.UNFIT, why);
    }

    private static JournalException unreadable(Path directory, IOException refused) {
        return new JournalException(JournalException.Kind.IO, "%s cannot be read: %s".formatted(directory, refused),
                refused);
    }

    public Path directory() {
        return files.directory();
    }

    /// What sinks have committed.
    public List<CommitLogs.Log> commitLogs() {
        try {
            return CommitLogs.read(files.storage(), directory());
        } catch (IOException refused) {
            throw unreadable(directory(), refused);
        }
    }

    /// Gives up nothing, but finds out whether something was forgotten.
    @Override
    public void close() {
        budget.close();
    }
}
