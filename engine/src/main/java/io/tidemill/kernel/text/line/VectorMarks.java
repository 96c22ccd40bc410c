// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: which bytes of a text are [Marks], 64 bytes at a time; the scalar twin does the last ones.
final class VectorMarks implements Loop.TextMarks {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Marks MARKS = (Marks) STAMP.specification();
    private static final byte BELOW = (byte) MARKS.below();
    private static final byte FIRST = MARKS.first();
    private static final byte SECOND = MARKS.second();
    private static final byte THIRD = MARKS.third();
    private static final VectorSpecies<Byte> SPECIES = Lanes.bytes(STAMP.vectorBits());
    private static final int LANES = SPECIES.length();

    private final Loop.TextMarks rest;

    VectorMarks(Loop.TextMarks rest) {
        this.rest = rest;
    }

    @Override
    public void apply(long text, int bytes, long targetBits) {
        int position = 0;
        for (; position <= bytes - Long.SIZE; position += Long.SIZE) {
            long marks = 0;
            for (int lane = 0; lane < Long.SIZE; lane += LANES) {
                marks |= marks(text + position + lane) << lane;
            }
            Memory.putLong(targetBits + (position >>> 3), marks);
        }
        rest.apply(text + position, bytes - position, targetBits + (position >>> 3));
    }

    private static long marks(long address) {
        ByteVector bytes = ByteVector.fromMemorySegment(SPECIES, Memory.ALL, address, ByteOrder.LITTLE_ENDIAN);
        VectorMask<Byte> marks = bytes.compare(VectorOperators.EQ, FIRST)
                .or(bytes.compare(VectorOperators.EQ, SECOND));
        if (THIRD != SECOND) {
            marks = marks.or(bytes.compare(VectorOperators.EQ, THIRD));
        }
        if (BELOW != 0) {
            marks = marks.or(bytes.compare(VectorOperators.ULT, BELOW));
        }
        return marks.toLong();
    }
}
