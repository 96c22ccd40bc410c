// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// Something that cannot happen did: a fault of the engine's.
public final class BugException extends EngineException {
    private static final long serialVersionUID = 1L;

    public BugException(String message) {
        super(message, null);
    }

    public BugException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
