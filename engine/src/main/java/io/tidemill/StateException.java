// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// What the engine keeps is unfit, or more than there is memory for: state, a batch, a checkpoint, the journal.
public final class StateException extends EngineException {
    private static final long serialVersionUID = 1L;

    public StateException(String message) {
        super(message, null);
    }

    public StateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
