// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;

import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.simulation.SimulatedStorage;

/// The file carrier on the simulated disk, while that is sound.
class SimulatedFileJournalTest extends JournalContract {
    @Override
    JournalRig.Place place() {
        Storage storage = new SimulatedStorage();
        return new JournalRig.Place(storage, new FileCarrier(storage), Path.of("/data"));
    }
}
