// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// What the engine throws. Every message says what was wrong, with which value, and what to do.
public abstract sealed class EngineException extends RuntimeException
        permits PlanException, ConnectorException, StateException, UserCodeException, BugException {
    private static final long serialVersionUID = 1L;

    EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
