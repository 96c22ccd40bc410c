// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Memory;

/// Values of a fixed width in memory, and the same as int64 numbers in an array.
final class Values {
    private final int width;
    private final int[] ints;

    Values(int width, int mostRows) {
        this.width = width;
        this.ints = new int[width == Integer.BYTES ? mostRows : 0];
    }

    /// Makes numbers of values, with their sign.
    void load(long address, int count, long[] numbers) {
        switch (width) {
            case 8 -> Memory.copyOut(address, numbers, count);
            case 4 -> {
                Memory.copyOut(address, ints, count);
                for (int i = 0; i < count; i++) {
                    numbers[i] = ints[i];
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    numbers[i] = Memory.shortAt(address + 2L * i);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    numbers[i] = Memory.byteAt(address + i);
                }
            }
        }
    }

    /// Makes values of numbers, of their low bits.
    void store(long[] numbers, int count, long address) {
        switch (width) {
            case 8 -> Memory.copyIn(numbers, address, count);
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    ints[i] = (int) numbers[i];
                }
                Memory.copyIn(ints, address, count);
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    Memory.putShort(address + 2L * i, (short) numbers[i]);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    Memory.putByte(address + i, (byte) numbers[i]);
                }
            }
        }
    }
}
