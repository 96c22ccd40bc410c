// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.failure;

import org.jspecify.annotations.Nullable;

import io.tidemill.BugException;

/// Closes one thing after the other, whatever happens, and throws the first failure at the end, with the others attached.
public final class Closing {
    private @Nullable Throwable first;

    public void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Throwable failed) {
            if (first == null) {
                first = failed;
            } else {
                first.addSuppressed(failed);
            }
        }
    }

    public void rethrow() {
        switch (first) {
            case null -> {}
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            default -> throw new BugException("something that the engine held could not be closed", first);
        }
    }
}
