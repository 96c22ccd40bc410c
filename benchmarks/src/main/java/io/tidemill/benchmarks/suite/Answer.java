// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.util.Objects;

/// Refuses to time what gives a wrong answer.
public final class Answer {
    private Answer() {}

    public static void require(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new IllegalStateException("%s is wrong: expected %s, was %s".formatted(what, expected, actual));
        }
    }
}
