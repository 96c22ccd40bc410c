// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;

/// The carriers by name, for tests that run in a process of their own.
final class TestedCarriers {
    private TestedCarriers() {}

    /// Put in front of a carrier's name: it is told that everything is forced, and nothing is.
    static final String UNFORCED = "unforced-";

    /// @param carrier its name, behind [#UNFORCED] or not
    static JournalRig.Place place(String carrier, Path path) {
        boolean unforced = carrier.startsWith(UNFORCED);
        Storage storage = unforced ? new UnforcedStorage(new FileStorage()) : new FileStorage();
        return place(unforced ? carrier.substring(UNFORCED.length()) : carrier, path, storage);
    }

    private static JournalRig.Place place(String carrier, Path path, Storage storage) {
        return new JournalRig.Place(storage, named(carrier, storage), path);
    }

    private static Carrier named(String name, Storage storage) {
        return switch (name) {
            case FileCarrier.NAME -> new FileCarrier(storage);
            case ChronicleCarrier.NAME -> new ChronicleCarrier(storage);
            default -> throw new IllegalArgumentException("no carrier " + name);
        };
    }
}
