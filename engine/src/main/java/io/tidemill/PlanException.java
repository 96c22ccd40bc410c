// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// The program is wrong in a way that its author can mend: raised while it is built, before anything runs.
public final class PlanException extends EngineException {
    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        super(message, null);
    }

    public PlanException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
