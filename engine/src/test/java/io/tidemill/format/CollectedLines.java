// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// What a splitter handed on, as text: `line` or `!offset reason: bytes`. Bytes are shown as characters of the same number.
final class CollectedLines implements LineOutput {
    final List<String> events = new ArrayList<>();
    int runs;

    @Override
    public void lines(long utf8Address, long startsAddress, long endsAddress, int lines, String input,
            long offset) {
        runs++;
        for (int line = 0; line < lines; line++) {
            int start = Memory.intAt(startsAddress + 4L * line);
            events.add(text(utf8Address + start, Memory.intAt(endsAddress + 4L * line) - start));
        }
    }

    @Override
    public void reject(long address, int bytes, String input, long offset, String reason) {
        events.add(reject(offset, input.isEmpty() ? reason : reason + " in " + input, text(address, bytes)));
    }

    static String reject(long offset, String reason, String bytes) {
        return "!" + offset + " " + reason + ": " + bytes;
    }

    private static String text(long address, int length) {
        byte[] bytes = new byte[length];
        Memory.copyOut(address, bytes, 0, length);
        return new String(bytes, ISO_8859_1);
    }
}
