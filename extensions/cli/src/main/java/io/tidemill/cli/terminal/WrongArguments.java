// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

/// Arguments that are each in order and make no sense together.
public final class WrongArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongArguments(String message) {
        super(message);
    }
}
