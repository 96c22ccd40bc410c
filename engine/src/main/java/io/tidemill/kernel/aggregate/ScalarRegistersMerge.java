// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: registers into registers, the greater of two.
final class ScalarRegistersMerge implements Loop.Grouped {
    private static final int PRECISION = (Integer) Stamp.of(MethodHandles.lookup()).specification();
    private static final int BYTES = 1 << PRECISION;

    @Override
    public void apply(long groups, long source, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            merge(accumulators + ((long) Memory.intAt(groups + 4 * row) << PRECISION), source + (row << PRECISION));
        }
    }

    @Override
    public void applySelected(long groups, long source, long rowNumbers, long accumulators, int count) {
        for (long i = 0; i < count; i++) {
            merge(accumulators + ((long) Memory.intAt(groups + 4 * i) << PRECISION),
                    source + ((long) Memory.intAt(rowNumbers + 4 * i) << PRECISION));
        }
    }

    private static void merge(long registers, long others) {
        for (long at = 0; at < BYTES; at += 8) {
            if (Memory.longAt(others + at) != 0) { // most registers of a small set are
                for (long register = at; register < at + 8; register++) {
                    int rank = Math.max(Memory.byteAt(registers + register), Memory.byteAt(others + register));
                    Memory.putByte(registers + register, (byte) rank);
                }
            }
        }
    }
}
