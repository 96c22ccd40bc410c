// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.config;

import java.nio.file.Path;

import io.tidemill.JournalCarrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;

/// Where and how an engine keeps its input.
///
/// @param acceptDataLoss whether to start from what is whole in front of a damage
/// @param disk what the directory is on
public record DataConfig(Path directory, Durability durability, JournalCarrier carrier, boolean acceptDataLoss,
        Storage disk) {
    /// The machine's own.
    public static final Storage DISK = new FileStorage();
}
