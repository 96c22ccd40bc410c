// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Template: values by bits, a vector squeezed together at a time; the scalar twin does the last rows.
final class VectorCompress implements Loop.Compress {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Element ELEMENT = (Element) STAMP.specification();
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();

    private final Loop.Compress rest;

    VectorCompress(Loop.Compress rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long source, long bits, long target, int rows) {
        long count = 0;
        long row = 0;
        for (; row <= rows - 64; row += 64) {
            long word = Memory.longAt(bits + (row >>> 3));
            if (word == 0) {
                continue;
            }
            for (int lane = 0; lane < 64; lane += LANES) {
                VectorMask<Object> ones = VectorMask.fromLong(SPECIES, word >>> lane);
                // the whole vector goes to memory: squeezing straight into memory is slow on Zen 4
                SPECIES.fromMemorySegment(Memory.ALL, source + WIDTH * (row + lane), ByteOrder.LITTLE_ENDIAN)
                        .compress(ones)
                        .intoMemorySegment(Memory.ALL, target + WIDTH * count, ByteOrder.LITTLE_ENDIAN);
                count += ones.trueCount();
            }
        }
        if (row < rows) {
            count += rest.apply(source + WIDTH * row, bits + (row >>> 3), target + WIDTH * count, (int) (rows - row));
        }
        return (int) count;
    }
}
