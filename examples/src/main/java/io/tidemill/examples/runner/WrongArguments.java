// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

/// Arguments that are each in order and make no sense together.
final class WrongArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongArguments(String message) {
        super(message);
    }
}
