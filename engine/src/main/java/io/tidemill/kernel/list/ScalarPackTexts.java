// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;
import io.tidemill.memory.PackedList;

/// Template: texts as lists, those of each row as one. None of them is null.
final class ScalarPackTexts implements Loop.PackTexts {
    /// Of a list without elements.
    private static final long EMPTY_BYTES = PackedList.HEAD_BYTES + 4;

    @Override
    public long room(int rows, int texts, long textBytes) {
        return rows * (EMPTY_BYTES + 1) + texts * 5L + textBytes;
    }

    @Override
    public void apply(long data, long starts, long ends, long parents, int texts, long targetData, long targetStarts,
            long targetEnds, int rows) {
        int text = 0;
        int target = 0;
        for (int row = 0; row < rows; row++) {
            int first = text;
            while (text < texts && Memory.intAt(parents + 4L * text) == row) {
                text++;
            }
            Memory.putInt(targetStarts + 4L * row, target);
            target += put(data, starts + 4L * first, ends + 4L * first, text - first, targetData + target);
            Memory.putInt(targetEnds + 4L * row, target);
        }
    }

    private static int put(long data, long starts, long ends, int size, long list) {
        int bits = PackedList.bitBytes(size);
        Memory.putInt(list, size);
        for (int i = 0; i < bits; i++) {
            int left = size - 8 * i;
            Memory.putByte(list + PackedList.HEAD_BYTES + i, (byte) (left < 8 ? (1 << left) - 1 : 0xff));
        }
        long offsets = ListView.values(list, size);
        long texts = offsets + 4L * (size + 1);
        int end = 0;
        Memory.putInt(offsets, 0);
        for (int i = 0; i < size; i++) {
            int start = Memory.intAt(starts + 4L * i);
            int bytes = Memory.intAt(ends + 4L * i) - start;
            TextBytes.copy(data + start, texts + end, bytes);
            end += bytes;
            Memory.putInt(offsets + 4L * i + 4, end);
        }
        return (int) (texts - list) + end;
    }
}
