// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: texts cut into words, 64 bytes at a time, over as many rows as lie in them.
///
/// What lies between rows counts as white; a row that begins where the one before ends is a boundary, where a word ends and
/// another may start. So bits of starts and bits of ends come of a few operations on words of bits, and become positions like
/// selections become row numbers. The scalar twin does the last bytes, and the last words before the limit.
final class VectorSplitWords implements Loop.SplitText {
    private static final int BITS = Stamp.of(MethodHandles.lookup()).vectorBits();
    private static final VectorSpecies<Byte> BYTES = Lanes.bytes(BITS);
    private static final VectorSpecies<Integer> INTS = Lanes.ints(BITS);
    private static final int BYTE_LANES = BYTES.length();
    private static final int INT_LANES = INTS.length();

    private final Loop.SplitText rest;

    VectorSplitWords(Loop.SplitText rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long data, long starts, long ends, int rows, SplitCursor cursor, long targetStarts,
            long targetEnds, long targetParents, int limit) {
        if (cursor.isDone(rows)) {
            return 0;
        }
        int found = split(data, starts, ends, rows, cursor, targetStarts, targetEnds, targetParents, limit);
        return found + rest.apply(data, starts, ends, rows, cursor, targetStarts + 4L * found, targetEnds + 4L * found,
                targetParents == 0 ? 0 : targetParents + 4L * found, limit - found);
    }

    private static int split(long data, long starts, long ends, int rows, SplitCursor cursor, long targetStarts,
            long targetEnds, long targetParents, int limit) {
        int readable = Memory.intAt(ends + 4L * (rows - 1)) - 64; // whatever the order of rows, their data reach that far
        int row = cursor.row();
        int rowEnd = Memory.intAt(ends + 4L * row);
        int position = cursor.position(Memory.intAt(starts + 4L * row));
        int begun = 0;
        int ended = 0;
        int parented = 0;
        long inWord = 0;
        while (position <= readable && begun <= limit - 64) {
            long white = white(data + position);
            long boundaries = 0;
            int next = position + 64;
            int firstRow = row;
            while (rowEnd < position + 64 && row < rows - 1) {
                int from = rowEnd - position; // 0 or more
                int nextStart = Memory.intAt(starts + 4L * row + 4);
                rowEnd = Memory.intAt(ends + 4L * row + 4);
                row++;
                if (nextStart == position + from) {
                    boundaries |= 1L << from;
                } else if (nextStart > position + from && nextStart < position + 64) {
                    white |= (-1L << from) & ~(-1L << (nextStart - position));
                } else {
                    white |= -1L << from; // the next row is elsewhere
                    next = nextStart;
                    break;
                }
            }
            long starting = ~white & (white << 1 | boundaries | (inWord ^ 1));
            long ending = (white | boundaries) & (~white << 1 | inWord);
            put(starting, position, targetStarts + 4L * begun);
            put(ending, position, targetEnds + 4L * ended);
            if (targetParents != 0) {
                for (int parent = firstRow; parent < row; parent++) {
                    long before = starting & Bits.below(Memory.intAt(ends + 4L * parent) - position);
                    parented = fill(parent, targetParents, parented, begun + Long.bitCount(before));
                }
            }
            begun += Long.bitCount(starting);
            ended += Long.bitCount(ending);
            inWord = ~white >>> 63;
            position = next;
        }
        if (begun > ended) {
            position = Memory.intAt(targetStarts + 4L * ended); // an unfinished word is begun again
        }
        if (targetParents != 0) {
            fill(row, targetParents, parented, ended);
        }
        cursor.moveTo(row, position);
        return ended;
    }

    private static long white(long address) {
        long white = 0;
        for (int lane = 0; lane < 64; lane += BYTE_LANES) {
            ByteVector bytes = ByteVector.fromMemorySegment(BYTES, Memory.ALL, address + lane, ByteOrder.LITTLE_ENDIAN);
            white |= bytes.compare(VectorOperators.EQ, (byte) ' ')
                    .or(bytes.sub((byte) 9).compare(VectorOperators.ULT, (byte) 5))
                    .toLong() << lane;
        }
        return white;
    }

    /// Writes the positions of ones.
    private static void put(long ones, int position, long target) {
        IntVector positions = IntVector.broadcast(INTS, position).addIndex(1);
        long put = target;
        for (int lane = 0; lane < 64; lane += INT_LANES) {
            VectorMask<Integer> some = VectorMask.fromLong(INTS, ones >>> lane);
            positions.add(lane).compress(some).intoMemorySegment(Memory.ALL, put, ByteOrder.LITTLE_ENDIAN);
            put += 4L * some.trueCount();
        }
    }

    /// Writes a row's number from one word up to another; answers the latter.
    private static int fill(int row, long targetParents, int from, int to) {
        for (int word = from; word < to; word++) {
            Memory.putInt(targetParents + 4L * word, row);
        }
        return to;
    }
}
