// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Template: whether a list holds a value. Floats are equal as in a comparison; booleans that are looked for are bytes, 0 or 1.
final class ScalarSearch implements Loop.SearchList {
    private static final Type TYPE = (Type) Stamp.of(MethodHandles.lookup()).specification();
    private static final Type.Layout LAYOUT = TYPE.layout();
    private static final Element ELEMENT = LAYOUT == Type.Layout.FIXED ? Element.of(TYPE) : Element.INT8;

    @Override
    public int apply(long data, long starts, long ends, long values, long valueStarts, long valueEnds,
            long targetBits, long knownBits, int rows) {
        int known = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long found = 0;
            long isKnown = 0;
            for (int row = from; row < to; row++) {
                int size = ListView.size(data, starts, ends, row);
                long list = data + Memory.intAt(starts + 4L * row);
                boolean holds = false;
                boolean isWhole = true;
                for (int i = 0; i < size && !holds; i++) {
                    boolean isThere = ListView.isThere(list, i);
                    isWhole &= isThere;
                    holds = isThere
                            && equal(ListView.values(list, size), size, i, values, valueStarts, valueEnds, row);
                }
                found |= (holds ? 1L : 0L) << row;
                isKnown |= (holds || isWhole ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), found);
            Memory.putLong(knownBits + (from >>> 3), isKnown);
            known += Long.bitCount(isKnown);
        }
        return rows - known;
    }

    private static boolean equal(long elements, int size, int index, long values, long starts, long ends, long row) {
        if (LAYOUT == Type.Layout.BYTES) {
            int start = Memory.intAt(starts + 4 * row);
            int bytes = Memory.intAt(ends + 4 * row) - start;
            int from = Memory.intAt(elements + 4L * index);
            boolean isAsLong = Memory.intAt(elements + 4L * index + 4) - from == bytes;
            return isAsLong && TextBytes.equal(elements + 4L * (size + 1) + from, values + start, bytes);
        }
        if (LAYOUT == Type.Layout.BITS) {
            return ListView.bit(elements, index) == (Memory.byteAt(values + row) != 0);
        }
        if (ELEMENT.isFloat()) {
            double left = ELEMENT.doubleAt(elements, index);
            double right = ELEMENT.doubleAt(values, row);
            return left == right || (Double.isNaN(left) && Double.isNaN(right));
        }
        return ELEMENT.lowAt(elements, index) == ELEMENT.lowAt(values, row)
                && (ELEMENT != Element.INT128 || ELEMENT.highAt(elements, index) == ELEMENT.highAt(values, row));
    }
}
