// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.printing;

import java.nio.ByteBuffer;
import java.util.Locale;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Text and bytes in quotes, fit for a line on a terminal: cut if they are long, with control characters written out.
public final class Quoted {
    private static final int MOST_CHARACTERS = 80;
    private static final int MOST_BYTES = 4 * MOST_CHARACTERS;

    private Quoted() {}

    /// A text of a column; of a long one only the beginning is read.
    public static String text(Column column, int row) {
        int length = column.textBytes(row);
        byte[] beginning = new byte[Math.min(length, MOST_BYTES)];
        Memory.copyOut(column.textAddress(row), beginning, 0, beginning.length);
        return text(new String(beginning, UTF_8), length);
    }

    private static String text(String beginning, int bytes) {
        StringBuilder quoted = new StringBuilder().append('"');
        int shown = beginning.codePointCount(0, beginning.length());
        boolean cut = shown > MOST_CHARACTERS;
        int end = cut ? beginning.offsetByCodePoints(0, MOST_CHARACTERS) : beginning.length();
        beginning.substring(0, end).codePoints().forEach(letter -> append(letter, quoted));
        quoted.append('"');
        return cut ? quoted + String.format(Locale.ROOT, "... (%,d bytes)", bytes) : quoted.toString();
    }

    private static void append(int letter, StringBuilder quoted) {
        switch (letter) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (Character.isISOControl(letter)) {
                    quoted.append("\\u%04x".formatted(letter));
                } else {
                    quoted.appendCodePoint(letter);
                }
            }
        }
    }

    /// Bytes that need not be text: what is not printable ASCII as `\xff`.
    public static String bytes(ByteBuffer bytes) {
        StringBuilder quoted = new StringBuilder().append('"');
        int shown = Math.min(bytes.remaining(), MOST_CHARACTERS);
        for (int i = 0; i < shown; i++) {
            int each = bytes.get(bytes.position() + i) & 0xff;
            if (each >= ' ' && each <= '~' && each != '"' && each != '\\') {
                quoted.append((char) each);
            } else {
                quoted.append("\\x%02x".formatted(each));
            }
        }
        quoted.append('"').append(shown < bytes.remaining() ? "..." : "");
        return quoted + String.format(Locale.ROOT, " (%,d bytes)", bytes.remaining());
    }
}
