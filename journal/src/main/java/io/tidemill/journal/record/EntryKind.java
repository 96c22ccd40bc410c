// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

/// The first byte of what a payload of entries consists of.
final class EntryKind {
    /// Zeros from here to the end of the payload.
    static final int PADDING = 0;
    /// Gives a number to a name; no entry, and takes no sequence.
    static final int NAME = 1;
    static final int ROWS = 2;
    static final int TICK = 3;
    static final int REJECTED = 4;
    static final int RULING = 5;

    /// Flags of a tick.
    static final int END_OF_STREAM = 1;
    static final int COMPLETE = 2;

    /// Kinds of verdict.
    static final int SKIP = 1;
    static final int DEAD_LETTER = 2;

    private EntryKind() {}
}
