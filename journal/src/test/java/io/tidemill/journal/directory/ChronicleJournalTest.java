// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import io.tidemill.journal.chronicle.ChronicleCarrier;

/// Chronicle Queue on the real disk.
class ChronicleJournalTest extends JournalContract {
    @Override
    JournalRig.Place place() {
        return TestedCarriers.place(ChronicleCarrier.NAME, temporary.resolve("data"));
    }
}
