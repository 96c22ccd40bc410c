// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

/// A verdict names a place at which the journal has no rows.
public final class NoSuchRowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchRowException(String message) {
        super(message);
    }
}
