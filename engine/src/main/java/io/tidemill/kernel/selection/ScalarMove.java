// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: values of some bytes, by row numbers on both sides.
final class ScalarMove implements Loop.Move {
    private static final int BYTES = (Integer) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public void apply(long source, long rowNumbers, long target, long targetNumbers, int count) {
        for (long i = 0; i < count; i++) {
            long from = rowNumbers == 0 ? i : Memory.intAt(rowNumbers + 4 * i);
            long to = targetNumbers == 0 ? i : Memory.intAt(targetNumbers + 4 * i);
            copy(source + BYTES * from, target + BYTES * to);
        }
    }

    private static void copy(long from, long to) {
        switch (BYTES) {
            case 1 -> Memory.putByte(to, Memory.byteAt(from));
            case 2 -> Memory.putShort(to, Memory.shortAt(from));
            case 4 -> Memory.putInt(to, Memory.intAt(from));
            default -> {
                for (long at = 0; at < BYTES; at += 8) {
                    Memory.putLong(to + at, Memory.longAt(from + at));
                }
            }
        }
    }
}
