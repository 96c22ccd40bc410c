// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class MemoryTest {
    private static final int ROOM = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 63, 255, 256, 257, 264, 511, 512, 513, 4_095, 4_096, 4_097, 4_608, 15_001})
    void fillsJustTheBytesThatItWasGiven(int bytes) {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer buffer = Buffer.allocate(budget, "bytes", ROOM)) {
            byte[] expected = new byte[ROOM];
            byte[] actual = new byte[ROOM];
            for (int from : new int[]{0, 1, 13, 64, 4_000}) {
                for (byte value : new byte[]{0, 1, -1, 0x5a}) {
                    Arrays.fill(expected, (byte) (value + 1));
                    Memory.copyIn(expected, 0, buffer.address(), ROOM);
                    Arrays.fill(expected, from, from + bytes, value);
                    Memory.fill(buffer.address() + from, bytes, value);
                    Memory.copyOut(buffer.address(), actual, 0, ROOM);
                    assertThat(actual).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void copiesJustTheBytesThatItWasGiven() {
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                Buffer buffer = Buffer.allocate(budget, "bytes", ROOM)) {
            long target = buffer.address() + 1_000;
            for (int bytes = 0; bytes < 200; bytes++) {
                byte[] before = new byte[ROOM];
                for (int i = 0; i < ROOM; i++) {
                    before[i] = (byte) (7 * i);
                }
                Memory.copyIn(before, 0, buffer.address(), ROOM);
                byte[] expected = before.clone();
                System.arraycopy(before, 5, expected, 1_000, bytes);
                Memory.copyFew(buffer.address() + 5, target, bytes);
                byte[] actual = new byte[ROOM];
                Memory.copyOut(buffer.address(), actual, 0, ROOM);
                assertThat(actual).as("%d bytes", bytes).isEqualTo(expected);
            }
        }
    }
}
