// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;

import io.tidemill.journal.Storage;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;

/// What journals can be carried by in this process.
final class Carriers {
    /// The machine's own disk.
    static final Storage STORAGE = new FileStorage();

    private Carriers() {}

    static DataDirectory open(DataConfig data) {
        FileCarrier file = new FileCarrier(STORAGE);
        return DataDirectory.open(data.directory(), List.of(file), file.name(), STORAGE);
    }
}
