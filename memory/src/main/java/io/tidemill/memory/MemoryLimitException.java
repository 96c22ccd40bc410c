// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// Memory was asked for beyond a limit that the user set. Says who asked, for how much, and what would allow it.
public final class MemoryLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MemoryLimitException(String message) {
        super(message);
    }

    /// The same, saying more: how much there is already.
    public MemoryLimitException and(String more) {
        MemoryLimitException told = new MemoryLimitException(getMessage() + more);
        told.initCause(this);
        return told;
    }
}
