// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What carries a journal's records to the disk. An existing data directory keeps the one that it was begun with.
public enum JournalCarrier {
    /// Chronicle Queue, which writes into mapped files, where the JVM has the flags that it needs; else plain files.
    BEST,
    /// Chronicle Queue, or a refusal that names the flags.
    CHRONICLE,
    /// Plain files, which need no flags.
    FILE
}
