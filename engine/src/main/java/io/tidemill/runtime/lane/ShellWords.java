// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.regex.Pattern;

/// Words of a command that users copy from a message into their shell.
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

    private ShellWords() {}

    /// The word as a POSIX shell takes it: as it is if nothing in it is special, else in single quotes.
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
