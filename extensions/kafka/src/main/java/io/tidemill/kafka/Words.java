// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// Wording that messages share.
final class Words {
    private static final int SHOWN = 5;

    private Words() {}

    /// `a, b, c`, and how many more if there are many.
    static String list(Collection<?> things) {
        String shown = things.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return things.size() <= SHOWN ? shown : "%s and %,d more".formatted(shown, things.size() - SHOWN);
    }

    /// `1 partition`, `1,234 records`.
    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
