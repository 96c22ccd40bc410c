// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Template: the elements of lists, one behind the other. Texts stay where they are.
final class ScalarUnnest implements Loop.Unnest {
    private static final Lists.Unnesting UNNESTING = (Lists.Unnesting) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Type.Layout LAYOUT = UNNESTING.element().layout();
    private static final int WIDTH = UNNESTING.element().byteWidth();
    private static final int LEAST = UNNESTING.keepsEmpty() ? 1 : 0;

    @Override
    public int apply(long data, long starts, long ends, long validity, int validityBit, long rowNumbers, int count,
            SplitCursor cursor, long targetParents, long target, long targetEnds, long targetBits, int limit) {
        int found = 0;
        for (int i = cursor.row(); i < count; i++) {
            int row = rowNumbers == 0 ? i : Memory.intAt(rowNumbers + 4L * i);
            boolean isNull = validity != 0 && !ListView.bit(validity, validityBit + row);
            int size = isNull ? 0 : ListView.size(data, starts, ends, row);
            int start = Memory.intAt(starts + 4L * row);
            for (int index = cursor.position(0); index < Math.max(size, LEAST); index++) {
                if (found == limit) {
                    cursor.moveTo(i, index);
                    return found;
                }
                Memory.putInt(targetParents + 4L * found, row);
                boolean isThere = index < size && ListView.isThere(data + start, index);
                putBit(targetBits, found, isThere);
                put(data, start, size, index, isThere, target, targetEnds, found);
                found++;
            }
            cursor.moveToRow(i + 1);
        }
        return found;
    }

    private static void put(long data, int start, int size, int index, boolean isThere, long target, long targetEnds,
            int to) {
        long values = ListView.values(data + start, size);
        switch (LAYOUT) {
            case BITS -> putBit(target, to, isThere && ListView.bit(values, index));
            case BYTES -> {
                int texts = (int) (values - data) + 4 * (size + 1);
                int from = isThere ? texts + Memory.intAt(values + 4L * index) : start;
                int end = isThere ? texts + Memory.intAt(values + 4L * index + 4) : start;
                Memory.putInt(target + 4L * to, from);
                Memory.putInt(targetEnds + 4L * to, end);
            }
            default -> {
                long address = target + (long) WIDTH * to;
                if (isThere) {
                    Memory.copyFew(values + (long) WIDTH * index, address, WIDTH);
                } else {
                    Memory.fill(address, WIDTH, (byte) 0);
                }
            }
        }
    }

    private static void putBit(long bits, int bit, boolean value) {
        long address = bits + (bit >>> 3);
        int before = (bit & 7) == 0 ? 0 : Memory.byteAt(address);
        Memory.putByte(address, (byte) (before | (value ? 1 : 0) << (bit & 7)));
    }
}
