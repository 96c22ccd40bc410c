// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.TextBytes;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/// Template: texts one behind the other. What fits a vector is copied as one, whole, and the next text covers what was too much.
final class VectorCompactText implements Loop.CompactText {
    private static final VectorSpecies<Byte> SPECIES = Lanes.bytes(Stamp.of(MethodHandles.lookup()).vectorBits());
    private static final int LANES = SPECIES.length();

    @Override
    public int apply(long data, long starts, long ends, int rows, long targetOffsets, long targetData, int limitBytes) {
        int end = Memory.intAt(targetOffsets);
        // no byte behind the last row's end may be read
        int readable = rows == 0 ? 0 : Memory.intAt(ends + 4L * (rows - 1)) - LANES;
        for (int row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4L * row);
            int bytes = Memory.intAt(ends + 4L * row) - start;
            if (bytes > limitBytes - end) {
                return row;
            }
            if (bytes <= LANES && start <= readable) {
                ByteVector.fromMemorySegment(SPECIES, Memory.ALL, data + start, ByteOrder.LITTLE_ENDIAN)
                        .intoMemorySegment(Memory.ALL, targetData + end, ByteOrder.LITTLE_ENDIAN);
            } else {
                TextBytes.copy(data + start, targetData + end, bytes);
            }
            end += bytes;
            Memory.putInt(targetOffsets + 4L * row + 4, end);
        }
        return rows;
    }
}
