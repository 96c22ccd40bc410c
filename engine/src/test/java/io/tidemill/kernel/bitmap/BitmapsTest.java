// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.TwinTrials;

class BitmapsTest {

    private interface Reference {
        boolean of(boolean left, boolean right);
    }

    @Test
    void combinesBitsThatBeginAnywhere() {
        combines(Bitmaps.and(), (left, right) -> left && right);
        combines(Bitmaps.or(), (left, right) -> left || right);
        combines(Bitmaps.xor(), (left, right) -> left != right);
        combines(Bitmaps.andNot(), (left, right) -> left && !right);
    }

    private static void combines(Shape<Loop.BitBinary> shape, Reference reference) {
        TwinTrials.run(shape, (loop, rows, alignment, bench) -> {
            int leftBit = alignment & 7;
            int rightBit = bench.random.nextInt(8);
            long left = bench.input((leftBit + rows + 7L) / 8, alignment);
            long right = bench.input((rightBit + rows + 7L) / 8, 63 - alignment);
            long target = bench.output((rows + 7L) / 8);
            int ones = loop.apply(left, leftBit, right, rightBit, target, rows);
            for (int row = 0; row < rows; row++) {
                boolean expected = reference.of(TwinTrials.bitAt(left, leftBit + row),
                        TwinTrials.bitAt(right, rightBit + row));
                TwinTrials.check(row, TwinTrials.bitAt(target, row), expected);
                ones -= expected ? 1 : 0;
            }
            TwinTrials.check(-1, ones, 0);
            TwinTrials.checkBitsBehind(target, rows);
        });
    }

    @Test
    void copiesAndInvertsBitsThatBeginAnywhere() {
        for (boolean inverted : new boolean[]{false, true}) {
            TwinTrials.run(inverted ? Bitmaps.not() : Bitmaps.copy(), (loop, rows, alignment, bench) -> {
                int bit = alignment & 7;
                long source = bench.input((bit + rows + 7L) / 8, alignment);
                long target = bench.output((rows + 7L) / 8);
                int ones = loop.apply(source, bit, target, rows);
                for (int row = 0; row < rows; row++) {
                    boolean expected = TwinTrials.bitAt(source, bit + row) != inverted;
                    TwinTrials.check(row, TwinTrials.bitAt(target, row), expected);
                    ones -= expected ? 1 : 0;
                }
                TwinTrials.check(-1, ones, 0);
                TwinTrials.checkBitsBehind(target, rows);
            });
        }
    }

    @Test
    void countsOnes() {
        TwinTrials.run(Bitmaps.count(), (loop, rows, alignment, bench) -> {
            int bit = alignment & 7;
            long source = bench.input((bit + rows + 7L) / 8, alignment);
            int expected = 0;
            for (int row = 0; row < rows; row++) {
                expected += TwinTrials.bitAt(source, bit + row) ? 1 : 0;
            }
            TwinTrials.check(-1, loop.apply(source, bit, rows), expected);
        });
    }

    @Test
    void writesOverItsInput() {
        TwinTrials.run(Bitmaps.not(), (loop, rows, alignment, bench) -> {
            long bits = bench.output((rows + 7L) / 8);
            loop.apply(bits, 0, bits, rows);
            for (int row = 0; row < rows; row++) {
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), (0xa5 >> (row & 7) & 1) == 0);
            }
        });
    }
}
