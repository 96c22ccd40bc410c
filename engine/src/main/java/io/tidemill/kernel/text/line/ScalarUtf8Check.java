// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.text.Utf8;

import io.tidemill.memory.Memory;

/// Template: whether bytes are UTF-8. Blocks of ASCII are skipped, the others go through the automaton of [Utf8].
final class ScalarUtf8Check implements Loop.TextCheck {
    private static final int BLOCK = 4 * Long.BYTES;
    private static final long HIGH_BITS = 0x8080808080808080L;

    @Override
    public int apply(long text, int bytes) {
        long state = Utf8.ACCEPT;
        int position = 0;
        for (; position <= bytes - BLOCK; position += BLOCK) {
            long first = Memory.longAt(text + position);
            long second = Memory.longAt(text + position + 8);
            long third = Memory.longAt(text + position + 16);
            long fourth = Memory.longAt(text + position + 24);
            if (((first | second | third | fourth) & HIGH_BITS) != 0 || state != Utf8.ACCEPT) {
                state = Utf8.state(after(after(after(after(state, first), second), third), fourth));
                if (state == Utf8.REJECT) {
                    return Utf8.firstInvalid(text, position, bytes);
                }
            }
        }
        for (int last = position; last < bytes; last++) {
            state = Utf8.next(state, Memory.byteAt(text + last));
        }
        return Utf8.state(state) == Utf8.ACCEPT ? bytes : Utf8.firstInvalid(text, position, bytes);
    }

    private static long after(long state, long word) {
        long next = Utf8.next(state, word);
        next = Utf8.next(next, word >>> 8);
        next = Utf8.next(next, word >>> 16);
        next = Utf8.next(next, word >>> 24);
        next = Utf8.next(next, word >>> 32);
        next = Utf8.next(next, word >>> 40);
        next = Utf8.next(next, word >>> 48);
        return Utf8.next(next, word >>> 56);
    }
}
