// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;

import io.tidemill.journal.Storage;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;

/// What journals can be carried by in this process.
final class Carriers {

    private Carriers() {}

    static DataDirectory open(DataConfig data) {
        Storage storage = new FileStorage();
        FileCarrier file = new FileCarrier(storage);
        return DataDirectory.open(data.directory(), List.of(file), file.name(), storage);
    }
}
