// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;

/// Where a journal lies, and what its files are carried by: all that is needed to read it, without a lock.
///
/// @param directory the data directory
public record JournalFiles(Storage storage, Carrier carrier, Path directory) {
    /// The numbers of the incarnations that there are directories of, ascending.
    List<Long> incarnations() {
        try {
            return Incarnations.numbers(directory, storage);
        } catch (IOException refused) {
            throw trouble(directory, refused);
        }
    }

    /// The files of an incarnation, in order.
    List<Path> files(long incarnation) {
        Path of = Incarnations.directory(directory, incarnation);
        try {
            return carrier.files(of);
        } catch (IOException refused) {
            throw trouble(of, refused);
        }
    }

    long bytes(Path file) {
        try (Storage.File open = storage.open(file)) {
            return open.size();
        } catch (IOException refused) {
            throw trouble(file, refused);
        }
    }

    static JournalException trouble(@Nullable Path path, IOException refused) {
        return new JournalException(JournalException.Kind.IO,
                "the journal's %s cannot be read: %s".formatted(path, refused.getMessage()), refused);
    }
}
