// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class GrowableColumnTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 26);

    static Stream<Arguments> columns() {
        return Stream.of(1, 2, 4, 8)
                .flatMap(width -> Stream.of(0L, -1L, 0x0123456789abcdefL)
                        .flatMap(constant -> Stream.of(true, false)
                                .map(reserves -> Arguments.of(width, constant, reserves))));
    }

    @AfterEach
    void givesBackAllMemory() {
        budget.close();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void holdsTheConstantWhereNobodyWrote(int width, long constant, boolean reserves) {
        Random random = new Random(43);
        try (GrowableColumn column = GrowableColumn.of(new MemorySupply(budget, "column", reserves), width, constant)) {
            for (int fill = 0; fill < 4; fill++) {
                int groups = 0;
                while (groups < 60_000) {
                    int more = groups + random.nextInt(random.nextBoolean() ? 20 : 20_000);
                    column.ensure(more);
                    assertThat(groupsOtherThan(constant, column, groups, more)).isEmpty();
                    assertThat(groupsOtherThan(~constant, column, 0, groups)).isEmpty();
                    for (int group = groups; group < more; group++) {
                        put(column, group, ~constant);
                    }
                    groups = Math.max(groups, more);
                    assertThat(column.groups()).isEqualTo(groups);
                }
                column.clear();
                assertThat(column.groups()).isZero();
            }
        }
    }

    private static int[] groupsOtherThan(long expected, GrowableColumn column, int from, int to) {
        return IntStream.range(from, to)
                .filter(group -> value(column, group) != low(expected, column.byteWidth()))
                .toArray();
    }

    private static long low(long value, int width) {
        return width == 8 ? value : value & (1L << (8 * width)) - 1;
    }

    private static long value(GrowableColumn column, int group) {
        long address = column.address() + (long) column.byteWidth() * group;
        return low(switch (column.byteWidth()) {
            case 1 -> Memory.byteAt(address);
            case 2 -> Memory.shortAt(address);
            case 4 -> Memory.intAt(address);
            default -> Memory.longAt(address);
        }, column.byteWidth());
    }

    private static void put(GrowableColumn column, int group, long value) {
        long address = column.address() + (long) column.byteWidth() * group;
        switch (column.byteWidth()) {
            case 1 -> Memory.putByte(address, (byte) value);
            case 2 -> Memory.putShort(address, (short) value);
            case 4 -> Memory.putInt(address, (int) value);
            default -> Memory.putLong(address, value);
        }
    }

    @Test
    void staysAsItWasWhenMemoryIsRefused() {
        MemoryBudget small = MemoryBudget.limited("small", 100_000);
        try (GrowableColumn column = GrowableColumn.filled(small, "sums", 8, 7)) {
            column.ensure(1_000);
            Memory.putLong(column.address() + 8 * 999, 42);
            assertThatThrownBy(() -> column.ensure(20_000)).isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("sums");
            assertThat(column.groups()).isEqualTo(1_000);
            column.ensure(1_001);
            assertThat(Memory.longAt(column.address() + 8 * 999)).isEqualTo(42);
            assertThat(Memory.longAt(column.address() + 8 * 1_000)).isEqualTo(7);
        }
        small.close();
    }

    @Test
    void hasAWidthOfWholeMachineNumbers() {
        assertThatThrownBy(() -> GrowableColumn.zeroed(budget, "flags", 3))
                .hasMessageContaining("1, 2 or 4 bytes, or a multiple of 8, not 3");
    }
}
