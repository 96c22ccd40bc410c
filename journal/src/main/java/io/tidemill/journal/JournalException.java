// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import org.jspecify.annotations.Nullable;

/// A journal cannot be written, read or trusted. The message names what, where, and what to do.
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What kind of trouble it is.
    public enum Kind {
        /// The system refused to read or write: final for the journal that met it.
        IO,
        /// Bytes that were once whole are not what was written.
        CORRUPTION,
        /// Another engine has the data directory.
        LOCKED,
        /// The directory holds the journal of another plan, source or carrier.
        MISMATCH,
        /// A sink has batches that the journal has lost.
        SINK_AHEAD,
        /// The directory was written by a newer version.
        TOO_NEW,
        /// The directory is no place for a journal: permissions, links, not a directory.
        UNFIT
    }

    private final Kind kind;

    public JournalException(Kind kind, String message) {
        this(kind, message, null);
    }

    public JournalException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
