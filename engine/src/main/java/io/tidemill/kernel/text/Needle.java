// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.memory.Memory;

/// Some bytes that are looked for in texts: their first one eight bytes at a time.
final class Needle {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

    private final byte[] bytes;
    private final long firstByte; // eight times

    /// @param bytes one at least
    Needle(byte[] bytes) {
        this.bytes = bytes.clone();
        this.firstByte = ONES * (bytes[0] & 0xff);
    }

    int length() {
        return bytes.length;
    }

    /// The first position in `[from, end)` behind `data` where the bytes are, or -1.
    int indexOf(long data, int from, int end) {
        int last = end - bytes.length;
        int position = from;
        for (; position <= end - 8 && position <= last; position += 8) {
            long different = Memory.longAt(data + position) ^ firstByte;
            long hits = ~(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS); // the high bit of each byte that is 0
            for (; hits != 0; hits &= hits - 1) {
                int hit = position + (Long.numberOfTrailingZeros(hits) >>> 3);
                if (hit <= last && isAt(data + hit)) {
                    return hit;
                }
            }
        }
        for (; position <= last; position++) {
            if (isAt(data + position)) {
                return position;
            }
        }
        return -1;
    }

    /// Whether the bytes are at an address.
    boolean isAt(long address) {
        for (int i = 0; i < bytes.length; i++) {
            if (Memory.byteAt(address + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
