// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.directory.Diagnosis;
import io.tidemill.journal.directory.Incarnations;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.journal.directory.JournalFiles;
import io.tidemill.journal.directory.JournalScan;
import io.tidemill.journal.directory.ScanProgress;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// What a data directory holds, looked at from outside.
///
/// @param complete whether the end of all inputs is journaled
/// @param isTorn whether a record was not written whole
/// @param offsets where the source would go on, by part
record JournalLook(long rows, long lastSequence, boolean complete, boolean isTorn,
        Map<String, Long> offsets) {

    /// Looks at what a killed process with all flags has left. It may be torn, never corrupt.
    static JournalLook at(Path data) {
        return at(data, new ChronicleCarrier(new FileStorage()));
    }

    /// The same, of a journal that was written by a carrier.
    static JournalLook at(Path data, Carrier carrier) {
        Storage storage = new FileStorage();
        try (MemoryBudget budget = MemoryBudget.limited("look", 64 << 20)) {
            Diagnosis found = JournalScan.scan(new JournalFiles(storage, carrier, data), budget, ScanProgress.NONE);
            assertThat(found).as("%s", found).isNotInstanceOf(Diagnosis.Corrupt.class);
            JournalFacts facts = found.facts();
            JournalFacts.LastTick tick = facts.lastTick();
            Map<String, Long> offsets = new HashMap<>();
            facts.publishers().values().forEach(publisher -> offsets.putAll(publisher.offsets()));
            return new JournalLook(facts.rows(), facts.lastSequence(), tick != null && tick.complete(),
                    found instanceof Diagnosis.TornTail, offsets);
        }
    }

    /// The files of all starts, in order.
    static List<Path> files(Path data) {
        return files(data, new ChronicleCarrier(new FileStorage()));
    }

    /// The same, of a journal that was written by a carrier.
    static List<Path> files(Path data, Carrier carrier) {
        try {
            List<Path> files = new ArrayList<>();
            for (long start : Incarnations.numbers(data, new FileStorage())) {
                files.addAll(carrier.files(Incarnations.directory(data, start)));
            }
            return files;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Whether a kill that left this came after the first journaled record and before the last.
    boolean isInTheMiddle() {
        return rows > 0 && !complete;
    }
}
