// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import org.jspecify.annotations.Nullable;

/// Closes one thing after the other, whatever happens, and throws the first failure at the end.
final class Closing {
    private @Nullable RuntimeException first;

    void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (RuntimeException failed) {
            add(failed);
        } catch (Exception failed) {
            add(new IllegalStateException(failed));
        }
    }

    private void add(RuntimeException failed) {
        if (first == null) {
            first = failed;
        } else {
            first.addSuppressed(failed);
        }
    }

    void rethrow() {
        if (first != null) {
            throw first;
        }
    }
}
