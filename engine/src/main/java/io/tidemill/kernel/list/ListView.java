// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import io.tidemill.memory.Memory;
import io.tidemill.memory.PackedList;

/// Where the parts of the bytes of one list are.
final class ListView {
    private ListView() {}

    /// How many elements the list of a row has: none, if it has no bytes, as under a null.
    static int size(long data, long starts, long ends, long row) {
        int start = Memory.intAt(starts + 4 * row);
        return Memory.intAt(ends + 4 * row) - start < PackedList.HEAD_BYTES ? 0 : Memory.intAt(data + start);
    }

    /// Where the values of a list are: bits, numbers, or the offsets of texts.
    static long values(long list, int size) {
        return list + PackedList.HEAD_BYTES + PackedList.bitBytes(size);
    }

    /// Whether an element is not null.
    static boolean isThere(long list, int index) {
        return bit(list + PackedList.HEAD_BYTES, index);
    }

    static boolean bit(long bits, int index) {
        return (Memory.byteAt(bits + (index >>> 3)) >>> (index & 7) & 1) != 0;
    }

    /// The index, from 0 on, of an element that is counted from 0, or back from -1, the last one; -1 if there is none.
    static int index(int wanted, int size) {
        int index = wanted < 0 ? size + wanted : wanted;
        return index < size ? Math.max(index, -1) : -1;
    }
}
