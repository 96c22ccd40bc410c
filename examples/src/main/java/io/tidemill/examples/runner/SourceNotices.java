// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.util.HashMap;
import java.util.Map;

import io.tidemill.cli.terminal.Terminal;

/// Tells when a source begins to wait for something outside, and when it has found it.
///
/// Once each time, not at every attempt.
final class SourceNotices {
    private final Terminal terminal;
    private final Map<String, String> told = new HashMap<>();

    SourceNotices(Terminal terminal) {
        this.terminal = terminal;
    }

    /// @param states what each source says that it is doing
    void look(Map<String, String> states) {
        states.forEach((source, state) -> {
            boolean worthTelling = state.startsWith("waiting") || state.startsWith("connected");
            String lasting = lasting(state);
            if (worthTelling && !lasting.equals(told.put(source, lasting))) {
                terminal.say(lasting);
            } else if (state.startsWith("watching")) {
                told.remove(source);
            }
        });
    }

    /// What stays the same from one attempt to the next.
    private static String lasting(String state) {
        return state.replaceFirst(" \\((.*), retry in .*\\)$", ": $1; trying again until it answers")
                .replaceFirst(" \\((.*)\\)$", ": $1");
    }
}
