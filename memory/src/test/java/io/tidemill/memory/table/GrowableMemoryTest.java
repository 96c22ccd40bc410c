// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

final class GrowableMemoryTest {
    private static final int MIB = 1 << 20;

    private final MemoryBudget budget = MemoryBudget.limited("test", 64 * MIB);

    private GrowableMemory memory(boolean reserves, long maxBytes) {
        return new MemorySupply(budget, "memory", reserves).memory(maxBytes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsWhatItHoldsAndAddsZeros(boolean reserves) {
        try (GrowableMemory memory = memory(reserves, 16 * MIB)) {
            assertThat(budget.usedBytes()).isZero();
            long filled = 0;
            for (long bytes = 1; bytes < 9 * MIB; bytes = bytes * 3 + 5) {
                memory.ensure(bytes);
                assertThat(memory.bytes()).isGreaterThanOrEqualTo(bytes);
                assertThat(bytesOtherThan(7, memory.address(), filled)).isZero();
                assertThat(bytesOtherThan(0, memory.address() + filled, bytes - filled)).isZero();
                Memory.fill(memory.address() + filled, bytes - filled, (byte) 7);
                filled = bytes;
                assertThat(Memory.longAt(memory.address() + memory.bytes() + 56)).describedAs("slack").isZero();
            }
        }
        budget.close();
    }

    private static long bytesOtherThan(int expected, long address, long bytes) {
        return LongStream.range(0, bytes).filter(at -> Memory.byteAt(address + at) != expected).count();
    }

    @Test
    void growsInPlaceAndCountsALittleAhead() {
        assumeThat(AddressSpace.AVAILABLE).isTrue();
        try (GrowableMemory memory = memory(true, 32 * MIB)) {
            memory.ensure(1);
            long address = memory.address();
            assertThat(budget.usedBytes()).isEqualTo(AddressSpace.PAGE);
            for (int bytes = 1; bytes < 32 * MIB; bytes += 50_000) {
                memory.ensure(bytes);
                assertThat(budget.usedBytes()).isLessThan(bytes + bytes / 16 + 2 * AddressSpace.HUGE_PAGE);
            }
            assertThat(memory.address()).isEqualTo(address);
        }
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesWhatIsBeyondTheBudgetAndStaysAsItWas(boolean reserves) {
        try (GrowableMemory memory = memory(reserves, 1L << 40)) {
            memory.ensure(10 * MIB);
            Memory.putLong(memory.address(), 42);
            long used = budget.usedBytes();
            assertThatThrownBy(() -> memory.ensure(65 * MIB)).isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("memory needs");
            assertThat(budget.usedBytes()).isEqualTo(used);
            assertThat(Memory.longAt(memory.address())).isEqualTo(42);
            memory.ensure(20 * MIB);
            assertThat(Memory.longAt(memory.address())).isEqualTo(42);
        }
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesTheLastBytesOfTheBudget(boolean reserves) {
        MemoryBudget small = MemoryBudget.limited("small", 2 * AddressSpace.PAGE);
        try (GrowableMemory memory = new MemorySupply(small, "memory", reserves).memory(MIB)) {
            memory.ensure(100);
            memory.ensure(reserves ? 2 * AddressSpace.PAGE - 64 : AddressSpace.PAGE);
            assertThatThrownBy(() -> memory.ensure(2 * AddressSpace.PAGE)).isInstanceOf(MemoryLimitException.class);
        }
        small.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesMoreThanItsOwnLimit(boolean reserves) {
        try (GrowableMemory memory = memory(reserves, 1000)) {
            memory.ensure(1000);
            assertThat(memory.bytes()).isEqualTo(1000);
            assertThatThrownBy(() -> memory.ensure(1001)).isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("memory would need 1,001 bytes in one piece, and may have 1,000");
        }
        budget.close();
    }

    @Test
    void copiesIfTheSystemHasNoAddressesLeft() {
        assumeThat(AddressSpace.AVAILABLE).isTrue();
        MemoryBudget endless = MemoryBudget.limited("endless", Long.MAX_VALUE);
        try (GrowableMemory memory = new MemorySupply(endless, "memory", true).memory(1L << 60)) {
            memory.ensure(1000);
            Memory.putLong(memory.address(), 42);
            memory.ensure(100_000);
            assertThat(Memory.longAt(memory.address())).isEqualTo(42);
        }
        endless.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beginsAnewAfterClosing(boolean reserves) {
        GrowableMemory memory = memory(reserves, MIB);
        memory.ensure(100);
        memory.close();
        memory.close();
        assertThat(budget.usedBytes()).isZero();
        memory.ensure(100);
        assertThat(Memory.longAt(memory.address())).isZero();
        memory.close();
        budget.close();
    }
}
