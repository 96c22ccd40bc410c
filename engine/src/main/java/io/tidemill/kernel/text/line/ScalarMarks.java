// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: which bytes of a text are [Marks], eight bytes at a time.
final class ScalarMarks implements Loop.TextMarks {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /// Brings the lowest bit of each byte to the highest byte, that of byte i to bit i.
    private static final long GATHER = 0x0102040810204080L;

    private static final Marks MARKS = (Marks) Stamp.of(MethodHandles.lookup()).specification();
    private static final long FIRST = ONES * (MARKS.first() & 0xff);
    private static final long SECOND = ONES * (MARKS.second() & 0xff);
    private static final long THIRD = ONES * (MARKS.third() & 0xff);
    private static final long ABOVE = ONES * (0x80 - MARKS.below());

    @Override
    public void apply(long text, int bytes, long targetBits) {
        int position = 0;
        long target = targetBits;
        for (; position <= bytes - Long.SIZE; position += Long.SIZE) {
            long marks = 0;
            for (int i = 0; i < Long.SIZE; i += Long.BYTES) {
                marks |= marks(Memory.longAt(text + position + i)) << i;
            }
            Memory.putLong(target, marks);
            target += Long.BYTES;
        }
        Memory.putLong(target, last(text + position, bytes - position));
        Memory.putLong(target + Long.BYTES, -1);
    }

    /// The marks of fewer than 64 bytes, and ones behind them.
    private static long last(long text, int bytes) {
        long marks = -1L << bytes;
        int position = 0;
        for (; position <= bytes - Long.BYTES; position += Long.BYTES) {
            marks |= marks(Memory.longAt(text + position)) << position;
        }
        for (; position < bytes; position++) {
            marks |= (marks(Memory.byteAt(text + position) & 0xff) & 1) << position;
        }
        return marks;
    }

    /// A bit for each of eight bytes.
    private static long marks(long word) {
        long small = ~(((word & ~HIGH_BITS) + ABOVE) | word) & HIGH_BITS;
        long hits = zeros(word ^ FIRST) | zeros(word ^ SECOND) | zeros(word ^ THIRD) | small;
        return ((hits >>> 7) * GATHER) >>> 56;
    }

    /// The high bit of each byte that is 0.
    private static long zeros(long word) {
        return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word | ~HIGH_BITS);
    }
}
