// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Memory;

class SelectionsTest {

    @Test
    void selectsTheRowsWhoseBitIsOne() {
        TwinTrials.run(Selections.select(), (loop, rows, alignment, bench) -> {
            int bit = alignment & 7;
            long bits = sparseBits(bench, bit, rows, alignment);
            long target = bench.output(4L * rows);
            List<Integer> expected = ones(bits, bit, rows);
            checkRows(target, loop.apply(bits, bit, target, rows), expected);
        });
    }

    @Test
    void narrowsASelectionByBits() {
        TwinTrials.run(Selections.narrow(), (loop, rows, alignment, bench) -> {
            int bit = alignment & 7;
            long bits = bench.input((bit + rows + 7L) / 8, alignment);
            List<Integer> some = ones(sparseBits(bench, bit, rows, alignment), bit, rows);
            long numbers = bench.output(4L * some.size());
            for (int i = 0; i < some.size(); i++) {
                Memory.putInt(numbers + 4L * i, some.get(i));
            }
            List<Integer> expected = some.stream().filter(row -> TwinTrials.bitAt(bits, bit + row)).toList();
            long target = bench.random.nextBoolean() ? numbers : bench.output(4L * some.size());
            checkRows(target, loop.apply(numbers, some.size(), bits, bit, target), expected);
        });
    }

    @Test
    void scattersRowNumbersBackToBits() {
        TwinTrials.run(Selections.scatter(), (loop, rows, alignment, bench) -> {
            long bits = sparseBits(bench, 0, rows, alignment);
            List<Integer> some = ones(bits, 0, rows);
            long numbers = bench.output(4L * some.size());
            for (int i = 0; i < some.size(); i++) {
                Memory.putInt(numbers + 4L * i, some.get(i));
            }
            long target = bench.output((rows + 7L) / 8);
            loop.apply(numbers, some.size(), target, rows);
            for (int row = 0; row < rows; row++) {
                TwinTrials.check(row, TwinTrials.bitAt(target, row), TwinTrials.bitAt(bits, row));
            }
            TwinTrials.checkBitsBehind(target, rows);
        });
    }

    /// Random bits with runs of zeros and of ones.
    private static long sparseBits(Workbench bench, int bit, int rows, int alignment) {
        int bytes = (bit + rows + 7) / 8;
        long bits = bench.input(bytes, alignment);
        for (int i = 0; i < bytes; i++) {
            if (i / 20 % 3 == 1) {
                Memory.putByte(bits + i, (byte) (i / 60 % 2 == 0 ? 0 : -1));
            }
        }
        return bits;
    }

    private static List<Integer> ones(long bits, int bit, int rows) {
        List<Integer> ones = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (TwinTrials.bitAt(bits, bit + row)) {
                ones.add(row);
            }
        }
        return ones;
    }

    private static void checkRows(long target, int count, List<Integer> expected) {
        TwinTrials.check(-1, count, expected.size());
        for (int i = 0; i < count; i++) {
            TwinTrials.check(i, Memory.intAt(target + 4L * i), expected.get(i));
        }
    }
}
