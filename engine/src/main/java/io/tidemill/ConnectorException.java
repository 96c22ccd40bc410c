// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import org.jspecify.annotations.Nullable;

/// The world outside failed: a source or a sink. The message says whether trying again may help.
public final class ConnectorException extends EngineException {
    private static final long serialVersionUID = 1L;

    public ConnectorException(String message) {
        super(message, null);
    }

    public ConnectorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
