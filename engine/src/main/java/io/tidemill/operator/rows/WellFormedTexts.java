// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.jspecify.annotations.Nullable;

import io.tidemill.UserCodeException;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Texts as they come back from a column: there is no UTF-8 of half a surrogate pair.
final class WellFormedTexts extends Values<String> {
    private final Values<String> from;

    WellFormedTexts(Values<String> from) {
        this.from = from;
    }

    @Override
    void begin() {
        from.begin();
    }

    @Override
    @Nullable
    String next() {
        String text = from.next();
        return text == null ? null : wellFormed(text);
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(UTF_8), UTF_8);
            }
        }
        return text;
    }

    @Override
    String text(String value) {
        return from.text(value);
    }

    @Override
    void refuse(UserCodeException unwritable) {
        from.refuse(unwritable);
    }
}
