// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.tidemill.memory.Memory;

/// The automaton that knows UTF-8, as Unicode's table 3-7 has it.
///
/// Its transitions are shifts: the entry of a byte holds, at the bits that the state says, the next state. That is a load and a shift
/// per byte, and no branch.
public final class Utf8 {
    private static final int BITS = 6; // of a state, which is its own place in an entry
    public static final int ACCEPT = 0;
    public static final int REJECT = BITS;
    private static final int ONE_TAIL = 2 * BITS;
    private static final int TWO_TAILS = 3 * BITS;
    private static final int THREE_TAILS = 4 * BITS;
    private static final int AFTER_E0 = 5 * BITS; // A0..BF, then a tail
    private static final int AFTER_ED = 6 * BITS; // 80..9F, then a tail
    private static final int AFTER_F0 = 7 * BITS; // 90..BF, then two tails
    private static final int AFTER_F4 = 8 * BITS; // 80..8F, then two tails
    private static final int STATES = 9;

    private static final long[] NEXT = new long[256];
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    static {
        for (int value = 0; value < NEXT.length; value++) {
            for (int state = 0; state < STATES; state++) {
                NEXT[value] |= (long) transition(state * BITS, value) << (state * BITS);
            }
        }
    }

    private Utf8() {}

    private static int transition(int state, int value) {
        return switch (state) {
            case ACCEPT -> afterFirst(value);
            case ONE_TAIL -> value >= 0x80 && value < 0xc0 ? ACCEPT : REJECT;
            case TWO_TAILS -> value >= 0x80 && value < 0xc0 ? ONE_TAIL : REJECT;
            case THREE_TAILS -> value >= 0x80 && value < 0xc0 ? TWO_TAILS : REJECT;
            case AFTER_E0 -> value >= 0xa0 && value < 0xc0 ? ONE_TAIL : REJECT;
            case AFTER_ED -> value >= 0x80 && value < 0xa0 ? ONE_TAIL : REJECT;
            case AFTER_F0 -> value >= 0x90 && value < 0xc0 ? TWO_TAILS : REJECT;
            case AFTER_F4 -> value >= 0x80 && value < 0x90 ? TWO_TAILS : REJECT;
            default -> REJECT;
        };
    }

    private static int afterFirst(int value) {
        if (value < 0x80) {
            return ACCEPT;
        }
        if (value < 0xc2 || value > 0xf4) {
            return REJECT;
        }
        return switch (value) {
            case 0xe0 -> AFTER_E0;
            case 0xed -> AFTER_ED;
            case 0xf0 -> AFTER_F0;
            case 0xf4 -> AFTER_F4;
            default -> value < 0xe0 ? ONE_TAIL : value < 0xf0 ? TWO_TAILS : THREE_TAILS;
        };
    }

    /// The state after a byte; only the low six bits of a state count, as in every shift.
    public static long next(long state, long value) {
        return NEXT[(int) value & 0xff] >>> state;
    }

    public static int state(long state) {
        return (int) state & 63;
    }

    /// Whether bytes on the heap are UTF-8: words of ASCII are skipped, the others go through the automaton.
    public static boolean isValid(byte[] array, int from, int bytes) {
        int end = from + bytes;
        int position = from;
        long state = ACCEPT;
        for (; position <= end - Long.BYTES; position += Long.BYTES) {
            if (state != ACCEPT || ((long) LONGS.get(array, position) & HIGH_BITS) != 0) {
                for (int last = position; last < position + Long.BYTES; last++) {
                    state = next(state, array[last]);
                }
                state = state(state);
                if (state == REJECT) {
                    return false;
                }
            }
        }
        for (; position < end; position++) {
            state = next(state, array[position]);
        }
        return state(state) == ACCEPT;
    }

    /// Whether bytes off the heap are UTF-8.
    public static boolean isValid(long address, int bytes) {
        long state = ACCEPT;
        for (int position = 0; position < bytes; position++) {
            state = next(state, Memory.byteAt(address + position));
        }
        return state(state) == ACCEPT;
    }

    /// Where the first invalid sequence begins, which ends in or behind a block before which all is valid.
    public static int firstInvalid(long text, int block, int bytes) {
        int start = sequenceBefore(text, block);
        long state = ACCEPT;
        for (int position = start; position < bytes; position++) {
            state = state(next(state, Memory.byteAt(text + position)));
            if (state == ACCEPT) {
                start = position + 1;
            } else if (state == REJECT) {
                return start;
            }
        }
        return start;
    }

    /// The first position from one on that continues no sequence; at most three bytes on, and not behind the end.
    public static int sequenceEnd(long text, int from, int bytes) {
        int position = from;
        while (position < bytes && position < from + 3 && isTail(Memory.byteAt(text + position))) {
            position++;
        }
        return position;
    }

    /// Where the sequence begins that reaches up to a position or over it. If it is unfinished there, its first byte is one of the
    /// three before.
    public static int sequenceBefore(long text, int position) {
        for (int start = position - 1; start >= 0 && start >= position - 3; start--) {
            if (!isTail(Memory.byteAt(text + start))) {
                return start;
            }
        }
        return position;
    }

    private static boolean isTail(byte value) {
        return (value & 0xc0) == 0x80;
    }
}
