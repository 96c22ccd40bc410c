// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.recovery;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.JournalCarrier;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.chronicle.ChronicleFlags;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.runtime.config.DataConfig;

/// What journals can be carried by in this process.
final class Carriers {
    private static final Logger LOG = LoggerFactory.getLogger(Carriers.class);

    private Carriers() {}

    /// Opens a data directory with the carrier that it has, or is to have.
    static DataDirectory open(DataConfig data) {
        ChronicleCarrier chronicle = new ChronicleCarrier(data.disk());
        FileCarrier file = new FileCarrier(data.disk());
        return DataDirectory.open(data.directory(), List.of(chronicle, file), preferred(data.carrier()), data.disk());
    }

    private static String preferred(JournalCarrier choice) {
        return switch (choice) {
            case CHRONICLE -> ChronicleCarrier.NAME;
            case FILE -> FileCarrier.NAME;
            case BEST -> {
                ChronicleFlags.missing()
                        .ifPresent(flags -> LOG.info("the journal is kept in plain files: Chronicle Queue needs {}",
                                flags));
                yield ChronicleFlags.missing().isEmpty() ? ChronicleCarrier.NAME : FileCarrier.NAME;
            }
        };
    }
}
