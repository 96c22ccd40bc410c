// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Memory;

/// The three bytes that some programs put in front of UTF-8: no part of the first line.
public final class ByteOrderMark {
    private static final int BYTES = 3;
    private static final int MARK = 0xbfbbef;

    private ByteOrderMark() {}

    /// Where a line begins behind its mark, if it has one.
    public static int skip(long text, int start, int end) {
        boolean isMarked = end - start >= BYTES && (Memory.intAt(text + start) & 0xffffff) == MARK;
        return isMarked ? start + BYTES : start;
    }
}
