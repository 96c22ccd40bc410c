// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;

/// The file carrier on the real disk.
class FileJournalTest extends JournalContract {
    @Override
    JournalRig.Place place() {
        Storage storage = new FileStorage();
        return new JournalRig.Place(storage, new FileCarrier(storage), temporary.resolve("data"));
    }
}
