// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: where bytes 10 and 13 are, 64 bytes at a time; the scalar twin does the last ones, and the last few positions.
final class VectorLineEnds implements Loop.TextPositions {
    private static final VectorSpecies<Byte> SPECIES = Lanes.bytes(Stamp.of(MethodHandles.lookup()).vectorBits());
    private static final int LANES = SPECIES.length();

    private final Loop.TextPositions rest;

    VectorLineEnds(Loop.TextPositions rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long text, int from, int to, long targetPositions, int limit) {
        int found = 0;
        int position = from;
        for (; position <= to - 64 && found <= limit - 64; position += 64) {
            long hits = 0;
            for (int lane = 0; lane < 64; lane += LANES) {
                hits |= hits(text + position + lane) << lane;
            }
            found = put(hits, position, targetPositions, found);
        }
        if (position == to) {
            return found;
        }
        return found + rest.apply(text, position, to, targetPositions + 4L * found, limit - found);
    }

    private static long hits(long address) {
        ByteVector bytes = ByteVector.fromMemorySegment(SPECIES, Memory.ALL, address, ByteOrder.LITTLE_ENDIAN);
        return bytes.compare(VectorOperators.EQ, (byte) '\n')
                .or(bytes.compare(VectorOperators.EQ, (byte) '\r'))
                .toLong();
    }

    /// Writes two positions whether there are any or not: how many there are is hard to foretell, and most often none, one or two.
    private static int put(long hits, int position, long targetPositions, int found) {
        long target = targetPositions + 4L * found;
        int count = Long.bitCount(hits);
        long left = hits & (hits - 1);
        Memory.putInt(target, position + Long.numberOfTrailingZeros(hits));
        Memory.putInt(target + 4, position + Long.numberOfTrailingZeros(left));
        if (count > 2) {
            for (left &= left - 1; left != 0; left &= left - 1) {
                target += 4;
                Memory.putInt(target + 4, position + Long.numberOfTrailingZeros(left));
            }
        }
        return found + count;
    }
}
