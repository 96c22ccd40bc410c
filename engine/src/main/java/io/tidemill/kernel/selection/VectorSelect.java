// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Template: bits to row numbers, a vector of numbers squeezed together at a time; the scalar twin does the last rows.
final class VectorSelect implements Loop.Select {
    private static final VectorSpecies<Integer> SPECIES = Lanes
            .ints(Stamp.of(MethodHandles.lookup()).vectorBits());
    private static final int LANES = SPECIES.length();

    private final Loop.Select rest;

    VectorSelect(Loop.Select rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long source, int bit, long targetRows, int rows) {
        IntVector numbers = IntVector.zero(SPECIES).addIndex(1);
        int count = 0;
        int row = 0;
        for (; row <= rows - 64; row += 64) {
            long word = Bits.word(source + (row >>> 3), bit);
            if (word == 0) {
                continue;
            }
            for (int lane = 0; lane < 64; lane += LANES) {
                VectorMask<Integer> ones = VectorMask.fromLong(SPECIES, word >>> lane);
                // the whole vector goes to memory: squeezing straight into memory is slow on Zen 4
                numbers.add(row + lane)
                        .compress(ones)
                        .intoMemorySegment(Memory.ALL, targetRows + 4L * count, ByteOrder.LITTLE_ENDIAN);
                count += ones.trueCount();
            }
        }
        return row < rows ? count + lastRows(source, bit, targetRows + 4L * count, row, rows) : count;
    }

    private int lastRows(long source, int bit, long targetRows, int from, int rows) {
        int count = rest.apply(source + (from >>> 3), bit, targetRows, rows - from);
        for (int i = 0; i < count; i++) {
            Memory.putInt(targetRows + 4L * i, Memory.intAt(targetRows + 4L * i) + from);
        }
        return count;
    }
}
