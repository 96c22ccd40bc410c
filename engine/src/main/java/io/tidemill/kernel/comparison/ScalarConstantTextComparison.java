// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;

/// Template: text with constant text, by unsigned bytes.
final class ScalarConstantTextComparison implements Loop.TextPredicate {
    private static final Comparison OPERATION = (Comparison) Stamp.of(MethodHandles.lookup()).specification();
    private static final boolean IS_EQUALITY = OPERATION == Comparison.EQ || OPERATION == Comparison.NE;

    private final long[] words; // eight bytes each, little-endian, the last one padded with zeros
    private final int bytes;

    ScalarConstantTextComparison(Operand constant) {
        byte[] text = constant.copyBytes();
        bytes = text.length;
        words = new long[(bytes + 7) >>> 3];
        for (int i = 0; i < bytes; i++) {
            words[i >>> 3] |= (text[i] & 0xffL) << (8 * (i & 7));
        }
    }

    @Override
    public int apply(long data, long starts, long ends, long targetBits, int rows) {
        int ones = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int start = Memory.intAt(starts + 4L * row);
                int rowBytes = Memory.intAt(ends + 4L * row) - start;
                int order = IS_EQUALITY && rowBytes != bytes ? 1 : order(data + start, rowBytes);
                word |= (OPERATION.of(order, 0L) ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }

    private int order(long text, int textBytes) {
        int common = Math.min(textBytes, bytes);
        int at = 0;
        for (; at <= common - 8; at += 8) {
            long word = Memory.longAt(text + at);
            if (word != words[at >>> 3]) {
                return Long.compareUnsigned(Long.reverseBytes(word), Long.reverseBytes(words[at >>> 3]));
            }
        }
        int left = common - at;
        if (left > 0) {
            long word = TextBytes.upTo7(text + at, left);
            long constant = words[at >>> 3] & Bits.below(8 * left);
            if (word != constant) {
                return Long.compareUnsigned(Long.reverseBytes(word), Long.reverseBytes(constant));
            }
        }
        return Integer.compare(textBytes, bytes);
    }
}
