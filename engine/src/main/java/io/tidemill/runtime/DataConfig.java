// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.nio.file.Path;

import io.tidemill.JournalCarrier;
import io.tidemill.journal.Durability;

/// Where and how an engine keeps its input.
///
/// @param acceptDataLoss whether to start from what is whole in front of a damage
public record DataConfig(Path directory, Durability durability, JournalCarrier carrier, boolean acceptDataLoss) {}
