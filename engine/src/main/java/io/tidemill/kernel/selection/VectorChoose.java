// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Template: a word of bits blends 64 rows; the scalar twin does the last.
final class VectorChoose implements Loop.Choose {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Element ELEMENT = (Element) STAMP.specification();
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();

    private final Loop.Choose rest;

    VectorChoose(Loop.Choose rest) {
        this.rest = rest;
    }

    @Override
    public void apply(long bits, long left, long right, long target, int rows) {
        long row = 0;
        for (; row <= rows - 64; row += 64) {
            long word = Memory.longAt(bits + (row >>> 3));
            for (int lane = 0; lane < 64; lane += LANES) {
                long offset = WIDTH * (row + lane);
                VectorMask<Object> takesLeft = VectorMask.fromLong(SPECIES, word >>> lane);
                Vector<Object> values = SPECIES.fromMemorySegment(Memory.ALL, left + offset, ByteOrder.LITTLE_ENDIAN);
                SPECIES.fromMemorySegment(Memory.ALL, right + offset, ByteOrder.LITTLE_ENDIAN)
                        .blend(values, takesLeft)
                        .intoMemorySegment(Memory.ALL, target + offset, ByteOrder.LITTLE_ENDIAN);
            }
        }
        if (row < rows) {
            long offset = WIDTH * row;
            rest.apply(bits + (row >>> 3), left + offset, right + offset, target + offset, (int) (rows - row));
        }
    }
}
