// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: hashes into the registers of their groups.
final class ScalarRegisters implements Loop.Grouped {
    private static final int PRECISION = (Integer) Stamp.of(MethodHandles.lookup()).specification();
    private static final int REST = 64 - PRECISION;
    private static final long OFFSET = 0x9E3779B97F4A7C15L;
    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;

    @Override
    public void apply(long groups, long source, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            fold(accumulators, Memory.intAt(groups + 4 * row), Memory.longAt(source + 8 * row));
        }
    }

    @Override
    public void applySelected(long groups, long source, long rowNumbers, long accumulators, int count) {
        for (long i = 0; i < count; i++) {
            fold(accumulators, Memory.intAt(groups + 4 * i),
                    Memory.longAt(source + 8L * Memory.intAt(rowNumbers + 4 * i)));
        }
    }

    private static void fold(long accumulators, long group, long hash) {
        long mixed = mix(hash);
        long register = accumulators + (group << PRECISION) + (mixed >>> REST);
        int rank = 1 + Math.min(REST, Long.numberOfLeadingZeros(mixed << PRECISION));
        if (rank > Memory.byteAt(register)) {
            Memory.putByte(register, (byte) rank);
        }
    }

    /// Once more, since the hash of a key is 0 for the key 0, and where groups are, keys have told the hash's first bits.
    private static long mix(long hash) {
        long x = hash + OFFSET;
        x = (x ^ x >>> 30) * FIRST_FACTOR;
        x = (x ^ x >>> 27) * SECOND_FACTOR;
        return x ^ x >>> 31;
    }
}
