// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

/// What an acknowledged row survives.
public enum Durability {
    /// Nothing: rows live in memory.
    NONE,
    /// The death of the process.
    PROCESS,
    /// A power cut.
    POWER
}
