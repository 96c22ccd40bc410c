// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import io.tidemill.memory.Memory;

/// Runs every twin of a shape over awkward numbers of rows, at all alignments, and just before the end of what can be read; a
/// failure says which, and the seed.
public final class TwinTrials {
    /// Around nothing, vectors, words of bits, and a default block.
    private static final int[] AWKWARD_ROWS = {0, 1, 7, 8, 9, 63, 64, 65, 8191, 8192, 8193};
    private static final int ALIGNED_ROWS = 130;
    private static final int[] ROWS_BEFORE_THE_END = {1, 5, 63, 64, 65, 130, 1000};

    private TwinTrials() {}

    /// One run of a loop, checked against a row-by-row reference.
    @FunctionalInterface
    public interface Trial<L> {
        void run(L loop, int rows, int alignment, Workbench bench);
    }

    /// Scalar, the narrowest vectors, and this machine's.
    public static Map<String, Forge> forges() {
        Map<String, Forge> forges = new LinkedHashMap<>();
        forges.put("scalar", Forge.scalarOnly());
        forges.put("vectors of 128 bits", Forge.vectorAtOnce(128));
        forges.put("vectors", Forge.vectorAtOnce());
        return forges;
    }

    public static <L extends Loop> void run(Shape<L> shape, Trial<L> trial) {
        long seed = new SplittableRandom().nextLong();
        forges().forEach((twin, forge) -> {
            L loop = forge.kernel(shape).current();
            for (int rows : AWKWARD_ROWS) {
                run(trial, twin, loop, rows, (int) (seed + rows) & 63, new Workbench(seed, false));
            }
            for (int alignment = 0; alignment < 64; alignment++) {
                run(trial, twin, loop, ALIGNED_ROWS, alignment, new Workbench(seed, false));
            }
            for (int rows : ROWS_BEFORE_THE_END) {
                run(trial, twin, loop, rows, (int) (seed + rows) & 63, new Workbench(seed, true));
            }
        });
    }

    private static <L extends Loop> void run(Trial<L> trial, String twin, L loop, int rows, int alignment,
            Workbench newBench) {
        long seed = newBench.seed;
        try (Workbench bench = newBench) {
            trial.run(loop, rows, alignment, bench);
        } catch (AssertionError failed) {
            throw new AssertionError("%s, %d rows at alignment %d, seed %d: %s".formatted(twin, rows, alignment, seed,
                    failed.getMessage()), failed);
        }
    }

    /// Compares one row; far cheaper than an assertion object for each of millions.
    public static void check(long row, long actual, long expected) {
        if (actual != expected) {
            throw new AssertionError("row %d is %d, not %d".formatted(row, actual, expected));
        }
    }

    public static void check(long row, boolean actual, boolean expected) {
        if (actual != expected) {
            throw new AssertionError("row %d is %s, not %s".formatted(row, actual, expected));
        }
    }

    public static boolean bitAt(long address, long bit) {
        return (Memory.byteAt(address + (bit >> 3)) >> (bit & 7) & 1) == 1;
    }

    /// Checks that the bits behind the last row, in its byte, are 0.
    public static void checkBitsBehind(long address, int rows) {
        for (int bit = rows; bit < ((rows + 7) & -8); bit++) {
            check(bit, bitAt(address, bit), false);
        }
    }
}
