// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// A function of the user's threw: names stream, operator and batch, and the line where the operator was built.
public final class UserCodeException extends EngineException {
    private static final long serialVersionUID = 1L;

    public UserCodeException(String message) {
        super(message, null);
    }

    public UserCodeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The same, with the batch, which operators do not know: whoever runs them adds it.
    public UserCodeException inBatch(long batchId) {
        UserCodeException whole = new UserCodeException(getMessage() + " [batch " + batchId + "]", getCause());
        whole.setStackTrace(getStackTrace());
        return whole;
    }
}
