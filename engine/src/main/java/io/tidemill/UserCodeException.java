// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// A function of the user's threw, or answered what it must not: names stream, operator and batch, and the line where the operator was built.
public final class UserCodeException extends EngineException {
    private static final long serialVersionUID = 1L;

    public UserCodeException(String message) {
        super(message, null);
    }

    public UserCodeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
