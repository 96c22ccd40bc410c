// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import io.tidemill.memory.Memory;

/// Tells UTF-8 from other bytes, as Unicode's table 3-7 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
///
/// Blocks of ASCII are skipped; the others go through an automaton whose transitions are shifts: the entry of a byte holds, at the
/// bits that the state says, the next state. That is a load and a shift per byte, and no branch.
final class Utf8 {
    private static final int BLOCK = 32;
    private static final long HIGH = 0x8080808080808080L;

    private static final int BITS = 6; // of a state, which is its own place in an entry
    private static final int ACCEPT = 0;
    private static final int REJECT = BITS;
    private static final int ONE_TAIL = 2 * BITS;
    private static final int TWO_TAILS = 3 * BITS;
    private static final int THREE_TAILS = 4 * BITS;
    private static final int AFTER_E0 = 5 * BITS; // A0..BF, then a tail
    private static final int AFTER_ED = 6 * BITS; // 80..9F, then a tail
    private static final int AFTER_F0 = 7 * BITS; // 90..BF, then two tails
    private static final int AFTER_F4 = 8 * BITS; // 80..8F, then two tails
    private static final int STATES = 9;

    private static final long[] NEXT = new long[256];

    static {
        for (int value = 0; value < NEXT.length; value++) {
            for (int state = 0; state < STATES; state++) {
                NEXT[value] |= (long) next(state * BITS, value) << (state * BITS);
            }
        }
    }

    private Utf8() {}

    private static int next(int state, int value) {
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

    /// How many bytes there are before the first sequence that is not UTF-8; all if there is none.
    static int validBytes(long text, int bytes) {
        long state = ACCEPT;
        int position = 0;
        while (position <= bytes - BLOCK) {
            long first = Memory.longAt(text + position);
            long second = Memory.longAt(text + position + 8);
            long third = Memory.longAt(text + position + 16);
            long fourth = Memory.longAt(text + position + 24);
            if (((first | second | third | fourth) & HIGH) != 0 || state != ACCEPT) {
                state = after(after(after(after(state, first), second), third), fourth) & 63;
                if (state == REJECT) {
                    return firstInvalid(text, position, bytes);
                }
            }
            position += BLOCK;
        }
        int block = position;
        for (; position < bytes; position++) {
            state = NEXT[Memory.byteAt(text + position) & 0xff] >>> state;
        }
        return (state & 63) == ACCEPT ? bytes : firstInvalid(text, block, bytes);
    }

    /// The state after eight bytes; only its low six bits count, as in every shift.
    private static long after(long state, long word) {
        long next = NEXT[(int) word & 0xff] >>> state;
        next = NEXT[(int) (word >>> 8) & 0xff] >>> next;
        next = NEXT[(int) (word >>> 16) & 0xff] >>> next;
        next = NEXT[(int) (word >>> 24) & 0xff] >>> next;
        next = NEXT[(int) (word >>> 32) & 0xff] >>> next;
        next = NEXT[(int) (word >>> 40) & 0xff] >>> next;
        next = NEXT[(int) (word >>> 48) & 0xff] >>> next;
        return NEXT[(int) (word >>> 56)] >>> next;
    }

    /// Where the first invalid sequence begins, which ends in or behind a block before which all is valid.
    private static int firstInvalid(long text, int block, int bytes) {
        int start = sequenceBefore(text, block);
        long state = ACCEPT;
        for (int position = start; position < bytes; position++) {
            state = (NEXT[Memory.byteAt(text + position) & 0xff] >>> state) & 63;
            if (state == ACCEPT) {
                start = position + 1;
            } else if (state == REJECT) {
                return start;
            }
        }
        return start;
    }

    /// Where the sequence begins that reaches up to a position or over it. If it is unfinished there, its first byte is one of the
    /// three before.
    private static int sequenceBefore(long text, int position) {
        for (int start = position - 1; start >= 0 && start >= position - 3; start--) {
            if ((Memory.byteAt(text + start) & 0xc0) != 0x80) {
                return start;
            }
        }
        return position;
    }
}
